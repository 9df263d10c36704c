// What all consoles share: elements, requests, tables that are refreshed in place, the clock, and questions before an order.
// Whatever comes from outside becomes text nodes and attributes here, never markup.

const SVG = 'http://www.w3.org/2000/svg';
const INTERVAL = 5000;
const TIMEOUT = 15000;

export const byId = id => document.getElementById(id);

function filled(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) {
            node.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            node.setAttribute(name, value === true ? '' : String(value));
        }
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
}

/** An HTML element; strings among the children are text. */
export const el = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

/** The same for SVG. */
export const svg = (name, attributes = {}, ...children) =>
    filled(document.createElementNS(SVG, name), attributes, children);

/** Replaces what the node has, unless it says the same already: a screen reader would read it again. */
export function say(node, text) {
    if (node.textContent !== text) {
        node.textContent = text;
    }
}

/** Shows a message, or hides it if there is none. */
export function banner(node, text) {
    say(node, text);
    node.hidden = text === '';
}

/** A state as a word in a frame: good, warn, bad, note or off. */
export const badge = (kind, text) => el('span', { class: `state ${kind}` }, text);

/** A colour of its own for each of the first eight, then again. */
export const colour = index => `s${index % 8}`;

export const count = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const percent = share => `${(share * 100).toFixed(1)} %`;

/** A time span in its two largest units. */
export function span(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
    const first = units.findIndex(([, size]) => whole >= size);
    if (first < 0) {
        return '0 s';
    }
    const [unit, size] = units[first];
    const rest = units[first + 1];
    const more = rest ? Math.floor((whole % size) / rest[1]) : 0;
    return `${Math.floor(whole / size)} ${unit}${more ? ` ${more} ${rest[0]}` : ''}`;
}

/** Labels as PromQL writes them, the name first where there is one. */
export function labelText(labels) {
    const name = labels.__name__ ?? '';
    const others = Object.entries(labels).filter(([label]) => label !== '__name__');
    return others.length === 0 && name ? name
        : `${name}{${others.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')}}`;
}

/** An answer that was no success; its message is for people. */
export class Refused extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}

async function send(url, options) {
    try {
        return await fetch(url, { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(TIMEOUT), ...options });
    } catch (failure) {
        const words = { TimeoutError: 'no answer in time', AbortError: 'stopped' };
        throw new Refused(0, words[failure.name] ?? 'the server cannot be reached');
    }
}

function complaint(status, body) {
    try {
        const json = JSON.parse(body);
        return String(json.error ?? json.message ?? body);
    } catch {
        return body.trim() || `status ${status}`;
    }
}

/** The body of a success, and its headers; throws Refused for anything else. */
export async function ask(url, options = {}) {
    const answer = await send(url, options);
    const body = await answer.text().catch(() => '');
    if (!answer.ok) {
        throw new Refused(answer.status, `${answer.status}: ${complaint(answer.status, body)}`);
    }
    return { body, headers: answer.headers, status: answer.status };
}

export async function json(url, options = {}) {
    const { body } = await ask(url, { headers: { Accept: 'application/json' }, ...options });
    try {
        return JSON.parse(body);
    } catch {
        throw new Refused(0, `${url} answered something that is not JSON`);
    }
}

/**
 * Rows of a table body, one for each item. A row stays the same element as long as its key is there, so that who is on one of its
 * buttons stays there through a refresh.
 */
export function rows(body, items, keyOf, cellsOf) {
    const known = new Map([...body.children].map(row => [row.dataset.key, row]));
    items.forEach((item, place) => {
        const key = keyOf(item);
        const row = known.get(key) ?? el('tr', { 'data-key': key });
        known.delete(key);
        refill(row, cellsOf(item));
        if (body.children[place] !== row) {
            body.insertBefore(row, body.children[place] ?? null);
        }
    });
    known.forEach(row => {
        const focused = row.contains(document.activeElement);
        row.remove();
        if (focused) {
            byId('outcome')?.focus();
        }
    });
}

/** Cells that look the same stay, with their listeners: what those use of the item must be told by its key or be seen. */
function refill(row, cells) {
    cells.forEach((cell, place) => {
        const old = row.children[place];
        if (!old) {
            row.append(cell);
        } else if (!old.isEqualNode(cell)) {
            const focused = old.contains(document.activeElement);
            old.replaceWith(cell);
            if (focused) {
                cell.querySelector('button, a')?.focus();
            }
        }
    });
    while (row.children.length > cells.length) {
        row.lastElementChild.remove();
    }
}

/** Asks before an order; resolves to whether it shall be given. Escape is a no. */
export function confirmed(title, text, verb) {
    return new Promise(resolve => {
        const close = answer => {
            dialog.close();
            resolve(answer);
        };
        const dialog = el('dialog', { 'aria-labelledby': 'question', oncancel: () => resolve(false), onclose: () => dialog.remove() },
            el('h2', { id: 'question' }, title),
            el('p', {}, text),
            el('div', { class: 'tools' },
                el('button', { type: 'button', id: 'no', autofocus: true, onclick: () => close(false) }, 'Cancel'),
                el('button', { type: 'button', id: 'yes', class: 'danger', onclick: () => close(true) }, verb)));
        document.body.append(dialog);
        dialog.showModal();
    });
}

/** Tells what became of an order, until the next one. */
export function outcome(kind, text) {
    const node = byId('outcome');
    node.className = `banner ${kind}`;
    banner(node, text);
}

/**
 * Runs a load again and again, five seconds after the last one ended, while the page is seen and not paused. It needs the elements
 * #pause, #refresh, #clock and #error.
 */
export class Refresh {
    #load;
    #timer = 0;
    #running = false;
    #again = false;
    #paused = false;
    #loadedAt = 0;

    constructor(load) {
        this.#load = load;
        byId('pause').addEventListener('click', () => this.#toggle());
        byId('refresh').addEventListener('click', () => this.now());
        document.addEventListener('visibilitychange', () => document.hidden || this.#paused || this.now());
        setInterval(() => this.#tick(), 1000);
        this.now();
    }

    /** Loads now; if that is under way, once more after it. */
    async now() {
        clearTimeout(this.#timer);
        if (this.#running) {
            this.#again = true;
            return;
        }
        this.#running = true;
        do {
            this.#again = false;
            await this.#once();
        } while (this.#again);
        this.#running = false;
        this.#plan();
    }

    async #once() {
        try {
            await this.#load();
            this.#loadedAt = performance.now();
            banner(byId('error'), '');
        } catch (failure) {
            banner(byId('error'), `Not refreshed: ${failure.message}`);
            if (!(failure instanceof Refused)) {
                console.error(failure);
            }
        }
        this.#tick();
    }

    #plan() {
        clearTimeout(this.#timer);
        if (!this.#paused) {
            this.#timer = setTimeout(() => document.hidden || this.now(), INTERVAL);
        }
    }

    #toggle() {
        this.#paused = !this.#paused;
        say(byId('pause'), this.#paused ? 'Resume' : 'Pause');
        if (this.#paused) {
            clearTimeout(this.#timer);
        } else {
            this.now();
        }
        this.#tick();
    }

    #tick() {
        const paused = this.#paused ? 'paused, ' : '';
        say(byId('clock'), this.#loadedAt === 0 ? 'loading'
            : `${paused}shown as of ${span((performance.now() - this.#loadedAt) / 1000)} ago`);
    }
}

/** Calls it once things have been quiet for a moment. */
export function settled(action) {
    let timer = 0;
    return () => {
        clearTimeout(timer);
        timer = setTimeout(action, 250);
    };
}

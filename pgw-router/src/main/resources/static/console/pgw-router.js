// The console of pgw-router: gateways, their shares of the ring, and the groups, a page of them at a time.

import { Refresh, Refused, ask, badge, banner, byId, colour, confirmed, count, el, json, labelText, outcome, percent, rows, say,
    settled, span, svg } from './console.js';

const PAGE = 100;
const KINDS = { up: 'good', suspect: 'warn', returning: 'note', down: 'bad', drained: 'off', left: 'off' };

let offset = 0;
let admin = false;

async function load() {
    // The list makes a merged view, which the view then tells of.
    const [ring, page] = await Promise.all([json('api/v1/ring'), groups()]);
    const view = await json('api/v1/view').catch(failure => {
        if (failure.status === 404) {
            return { gateways: [], conflicts: [] };
        }
        throw failure;
    });
    admin = ring.admin;
    byId('orders').hidden = !admin;
    byId('deletes').hidden = !admin;
    showGateways(ring, view);
    if (page) {
        showGroups(page);
    }
}

/** Without any gateway there are no groups to show, and yet gateways are what one wants to see then. */
async function groups() {
    const query = new URLSearchParams({ filter: byId('filter').value, sort: byId('sort').value, limit: PAGE, offset });
    try {
        const page = await json(`api/v1/groups?${query}`);
        banner(byId('groups-error'), '');
        return page;
    } catch (failure) {
        banner(byId('groups-error'), `The groups cannot be told. ${failure.message}`);
        return null;
    }
}

function showGateways(ring, view) {
    const seen = new Map(view.gateways.map(gateway => [gateway.id, gateway]));
    const members = ring.gateways.map((gateway, index) => ({ ...gateway, index, view: seen.get(gateway.id) }));
    const known = new Set(members.map(member => member.id));
    const left = view.gateways.filter(gateway => !known.has(gateway.id))
        .map(gateway => ({ id: gateway.id, life: 'left', state: 'no member any more', share: 0, view: gateway }));
    byId('doubt').hidden = !ring.inDoubt;
    rows(byId('gateways'), [...members, ...left], gateway => gateway.id, gatewayCells);
    drawRing(members);
    banner(byId('conflicts'), view.conflicts.length === 0 ? ''
        : `Gateways disagree on ${count(view.conflicts.length, 'family', 'families')}: ${view.conflicts.slice(0, 5)
            .map(conflict => `${conflict.family} (${conflict.kind})`).join(', ')}${view.conflicts.length > 5 ? ', …' : ''}`);
}

function gatewayCells(gateway) {
    const state = gateway.state === 'drained' ? 'drained' : gateway.life;
    const cells = [
        el('th', { scope: 'row', class: 'word' }, swatch(gateway), gateway.id),
        el('td', {}, badge(KINDS[state] ?? 'warn', state)),
        el('td', { class: 'why' }, why(gateway)),
        el('td', { class: 'number' }, percent(gateway.share)),
        el('td', { class: 'number' }, gateway.view ? gateway.view.groups.toLocaleString('en') : '–'),
        el('td', { class: 'number' }, readAge(gateway.view)),
    ];
    return admin ? [...cells, el('td', {}, drainButton(gateway))] : cells;
}

function swatch(gateway) {
    return gateway.index === undefined ? '' : svg('svg', { width: 18, height: 12, 'aria-hidden': 'true' },
        svg('rect', { width: 12, height: 12, class: `swatch ${colour(gateway.index)}` }));
}

function why(gateway) {
    const words = [gateway.state === 'live' || gateway.state === 'drained' ? '' : gateway.state, gateway.view?.failure ?? ''];
    return words.filter(word => word).join('; ');
}

function readAge(view) {
    if (!view || view.state === 'missing') {
        return view ? 'missing' : '–';
    }
    return view.state === 'held' ? `held, ${span(view.ageSeconds)} old` : 'now';
}

function drainButton(gateway) {
    if (gateway.life === 'left') {
        return '';
    }
    return gateway.state === 'drained'
        ? el('button', { type: 'button', 'aria-label': `Undrain ${gateway.id}`, onclick: () => undrain(gateway.id) }, 'Undrain')
        : el('button', { type: 'button', 'aria-label': `Drain ${gateway.id}`, onclick: () => drain(gateway.id) }, 'Drain');
}

async function drain(id) {
    if (await confirmed(`Drain ${id}?`, `It gets no pushes any more; its groups go to their next owners with their next push, or`
        + ` are moved if pgw-router.reconcile.mode is move.`, 'Drain')) {
        await order('PUT', `api/v1/drain?gateway=${encodeURIComponent(id)}`, `${id} is drained.`);
    }
}

async function undrain(id) {
    if (await confirmed(`Put ${id} back?`, 'It gets the pushes of its share of the ring again.', 'Undrain')) {
        await order('DELETE', `api/v1/drain?gateway=${encodeURIComponent(id)}`, `${id} is in service again.`);
    }
}

/** The job first, as in the path of a push. */
const groupName = ({ labels: { job, ...others } }) => labelText({ job, ...others });

async function remove(group) {
    const name = groupName(group);
    if (await confirmed('Delete this group?', `${name}, with its ${count(group.metrics, 'metric', 'metrics')}.`, 'Delete')) {
        // A redirect would lead to another site, which this page may not ask.
        await order('DELETE', group.path.slice(1), `${name} is deleted.`, { 'X-Pgw-Mode': 'proxy' });
    }
}

async function order(method, url, done, headers = {}) {
    try {
        // Long enough for who is asked for the token by the browser.
        await ask(url, { method, headers, signal: AbortSignal.timeout(120000) });
        outcome('good', done);
    } catch (failure) {
        if (!(failure instanceof Refused)) {
            throw failure;
        }
        outcome('bad', `Not done. ${failure.message}`);
    }
    await refresh.now();
}

function drawRing(members) {
    const centre = 110;
    const radius = 82;
    const around = 2 * Math.PI * radius;
    let start = 0;
    const slices = members.filter(member => member.share > 0).map(member => {
        // A hair less, so that neighbours of like colours are told apart.
        const length = Math.max(0.5, member.share * around - (member.share < 1 ? 1.5 : 0));
        const slice = svg('circle', {
            cx: centre, cy: centre, r: radius, 'stroke-width': 34, class: `slice ${colour(member.index)}`,
            'stroke-dasharray': `${length} ${around - length}`, 'stroke-dashoffset': -start * around,
            transform: `rotate(-90 ${centre} ${centre})`,
        }, svg('title', {}, `${member.id} ${percent(member.share)}`));
        start += member.share;
        return slice;
    });
    const live = members.filter(member => member.live).length;
    byId('ring').setAttribute('aria-label', 'shares of the ring: '
        + members.map(member => `${member.id} ${percent(member.share)}`).join(', '));
    byId('ring').replaceChildren(
        svg('circle', { cx: centre, cy: centre, r: radius, 'stroke-width': 34, fill: 'none', class: 'axis' }), ...slices,
        svg('text', { x: centre, y: centre + 4, 'text-anchor': 'middle', class: 'big' }, `${live}/${members.length}`),
        svg('text', { x: centre, y: centre + 24, 'text-anchor': 'middle', class: 'quiet' }, 'live'));
}

function showGroups(page) {
    if (page.groups.length === 0 && page.matching > 0) {
        offset = Math.floor((page.matching - 1) / PAGE) * PAGE;
        refresh.now();
        return;
    }
    const now = Date.parse(page.now) / 1000;
    rows(byId('list'), page.groups, group => group.path, group => groupCells(group, now));
    const end = page.offset + page.groups.length;
    const all = count(page.total, 'group', 'groups');
    const some = page.matching === page.total ? all : `${page.matching.toLocaleString('en')} of ${all}`;
    say(byId('count'), page.matching === 0 ? `none of ${all}`
        : `${(page.offset + 1).toLocaleString('en')} to ${end.toLocaleString('en')} of ${some}`);
    byId('previous').disabled = page.offset === 0;
    byId('next').disabled = end >= page.matching;
}

function groupCells(group, now) {
    const cells = [
        el('th', { scope: 'row', class: 'labels' }, groupName(group)),
        el('td', {}, group.owners.join(', ') || 'nobody'),
        el('td', {}, group.copies.join(', ')),
        el('td', { class: 'number', title: group.pushed > 0 ? new Date(group.pushed * 1000).toISOString() : null },
            group.pushed > 0 ? `${span(now - group.pushed)} ago` : 'never'),
        el('td', {}, group.lastPushSuccessful ? badge('good', 'ok') : badge('bad', 'failed')),
        el('td', { class: 'number' }, group.metrics.toLocaleString('en')),
    ];
    const button = () =>
        el('button', { type: 'button', class: 'danger', 'aria-label': `Delete ${groupName(group)}`, onclick: () => remove(group) },
            'Delete');
    return admin ? [...cells, el('td', {}, button())] : cells;
}

function turn(pages) {
    offset = Math.max(0, offset + pages * PAGE);
    refresh.now();
}

function restart() {
    offset = 0;
    refresh.now();
}

const refresh = new Refresh(load);
byId('filter').addEventListener('input', settled(restart));
byId('sort').addEventListener('change', restart);
byId('previous').addEventListener('click', () => turn(-1));
byId('next').addEventListener('click', () => turn(1));

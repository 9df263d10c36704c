// The console of query-router: a query box over its own API, and the shards behind it.

import { Refresh, Refused, ask, badge, banner, byId, colour, count, el, json, labelText, rows, say, span, svg } from './console.js';

const MOST_ROWS = 1000;
const MOST_CURVES = 50;
const POINTS = 240;
const PATIENCE = 130000;

let running = null;

async function load() {
    const { data } = await json('api/v1/status/shards');
    say(byId('feature'), data.featureLabel);
    rows(byId('shards'), data.shards, shard => shard.name, shardCells);
    banner(byId('excluded'), entries(data.excluded).map(([server, reason]) => `${server} is not asked: ${reason}`).join('; '));
    banner(byId('notes'), data.notes.join('; '));
}

const entries = object => Object.entries(object);

function shardCells(shard) {
    const up = shard.replicas.filter(replica => replica.up).length;
    const [kind, word] = up === 0 ? ['bad', 'missing'] : up < shard.replicas.length ? ['warn', 'degraded'] : ['good', 'up'];
    const missed = shard.missedSeconds === null ? '' : `no server for ${span(shard.missedSeconds)}`;
    const reasons = shard.replicas.filter(replica => replica.failure !== null)
        .map(replica => `${replica.name}: ${replica.failure}`);
    return [
        el('th', { scope: 'row' }, shard.name),
        el('td', {}, badge(kind, word)),
        el('td', {}, `${shard.stored ? 'stored: ' : ''}${shard.values.join(', ')}${shard.moreValues > 0 ? `, ${shard.moreValues} more` : ''}`),
        el('td', {}, shard.group ?? ''),
        el('td', {}, ...shard.replicas.flatMap((replica, place) => [place > 0 ? ' ' : '',
            badge(replica.up ? 'good' : 'bad', `${replica.name}${replica.version ? ` ${replica.version}` : ''}${replica.up ? '' : ' down'}`)])),
        el('td', { class: 'why' }, [missed, ...reasons].filter(reason => reason).join('; ')),
    ];
}

/** What the form asks for, in the API's parameters; empty fields are not among them. */
function request() {
    const end = byId('time').value ? new Date(byId('time').value).getTime() / 1000 : Date.now() / 1000;
    const query = byId('query').value;
    if (byId('mode').value === 'instant') {
        return { path: 'api/v1/query', params: { query, time: end.toFixed(3) } };
    }
    const range = Number(byId('range').value);
    const step = Number(byId('step').value) || Math.max(1, Math.ceil(range / POINTS));
    return { path: 'api/v1/query_range', params: { query, start: (end - range).toFixed(3), end: end.toFixed(3), step } };
}

async function run() {
    const { path, params } = request();
    const began = performance.now();
    await post(path, params, { 'X-Query-Plan': '1' },
        answer => show(JSON.parse(answer.body), answer.headers, (performance.now() - began) / 1000, params));
}

/** How the query would be answered, in words; no shard is asked for its series. */
async function explain() {
    const { params } = request();
    await post('api/v1/query_explain', { ...params, format: 'text' }, {}, answer => {
        clear();
        banner(byId('explanation'), answer.body);
    });
}

/** Sends the query in place of one that may be under way. As a form: it may be longer than an address may be. */
async function post(path, params, headers, then) {
    running?.abort();
    const own = new AbortController();
    running = own;
    busy(true);
    remember();
    try {
        const signal = AbortSignal.any([own.signal, AbortSignal.timeout(PATIENCE)]);
        const answer = await ask(path, { method: 'POST', body: new URLSearchParams(params), headers, signal });
        if (running === own) {
            then(answer);
        }
    } catch (failure) {
        if (running === own) {
            clear();
            banner(byId('query-error'), own.signal.aborted ? 'Stopped.' : failure.message);
        }
        if (!(failure instanceof Refused) && !(failure instanceof SyntaxError)) {
            throw failure;
        }
    } finally {
        if (running === own) {
            busy(false);
            running = null;
        }
    }
}

function busy(is) {
    byId('stop').disabled = !is;
    if (is) {
        say(byId('count'), 'running');
    }
}

function clear() {
    for (const id of ['query-error', 'partial', 'warnings', 'infos', 'plan', 'explanation']) {
        banner(byId(id), '');
    }
    say(byId('count'), '');
    byId('graph').toggleAttribute('hidden', true);
    byId('result').hidden = true;
}

function show(answer, headers, seconds, params) {
    clear();
    const { resultType, result } = answer.data;
    const series = resultType === 'scalar' || resultType === 'string' ? [{ metric: {}, value: result }] : result;
    const missing = headers.get('X-Partial-Response');
    banner(byId('partial'), missing ? `Without the series of ${missing}.` : '');
    banner(byId('warnings'), (answer.warnings ?? []).join('; '));
    banner(byId('infos'), (answer.infos ?? []).join('; '));
    const plan = headers.get('X-Query-Plan');
    banner(byId('plan'), plan ? `plan: ${plan}` : '');
    const shown = series.length > MOST_ROWS ? `, the first ${MOST_ROWS.toLocaleString('en')} shown` : '';
    say(byId('count'), `${count(series.length, 'series', 'series')} in ${seconds.toFixed(seconds < 1 ? 3 : 1)} s${shown}`);
    const matrix = resultType === 'matrix';
    say(byId('value'), matrix ? 'last value' : 'value');
    say(byId('when'), matrix ? 'points' : 'at');
    byId('result').hidden = series.length === 0;
    byId('series').replaceChildren(...series.slice(0, MOST_ROWS).map((each, place) => row(each, place, matrix)));
    if (matrix && series.length > 0) {
        draw(series.slice(0, MOST_CURVES), Number(params.start), Number(params.end));
    }
}

function row(series, place, matrix) {
    const points = matrix ? (series.values ?? []).length + (series.histograms ?? []).length : 0;
    const last = matrix ? series.values?.at(-1) ?? series.histograms?.at(-1) : series.value ?? series.histogram;
    const mark = matrix && place < MOST_CURVES
        ? svg('svg', { width: 18, height: 12, 'aria-hidden': 'true' }, svg('rect', { width: 12, height: 12, class: `swatch ${colour(place)}` }))
        : '';
    return el('tr', {},
        el('th', { scope: 'row', class: 'labels' }, mark, labelText(series.metric)),
        el('td', { class: 'number' }, text(last?.[1])),
        el('td', { class: 'number' }, matrix ? points.toLocaleString('en') : last ? new Date(last[0] * 1000).toISOString() : ''));
}

/** A histogram in short. */
function text(value) {
    return value === undefined ? '' : typeof value === 'object' ? `histogram: count ${value.count}, sum ${value.sum}` : value;
}

function draw(series, start, end) {
    const curves = series.map(each => (each.values ?? []).map(([at, value]) => [at, Number(value)]));
    const values = curves.flat().map(([, value]) => value).filter(Number.isFinite);
    if (values.length === 0) {
        return;
    }
    const lowest = values.reduce((least, value) => Math.min(least, value));
    const highest = values.reduce((most, value) => Math.max(most, value));
    const margin = highest === lowest ? Math.abs(highest) * 0.1 || 1 : (highest - lowest) * 0.05;
    const box = { left: 80, right: 950, top: 10, bottom: 250, start, end, low: lowest - margin, high: highest + margin };
    box.x = at => box.left + (at - box.start) / (box.end - box.start) * (box.right - box.left);
    box.y = value => box.bottom - (value - box.low) / (box.high - box.low) * (box.bottom - box.top);
    byId('graph').replaceChildren(...axes(box), ...curves.flatMap((curve, place) => lines(curve, place, series[place], box)));
    byId('graph').setAttribute('aria-label', `graph of ${count(series.length, 'series', 'series')}, from ${lowest} to ${highest}`);
    byId('graph').removeAttribute('hidden');
}

function axes(box) {
    const marks = [];
    for (let i = 0; i <= 4; i++) {
        const value = box.low + (box.high - box.low) * i / 4;
        marks.push(svg('line', { class: 'axis', x1: box.left, x2: box.right, y1: box.y(value), y2: box.y(value) }),
            svg('text', { class: 'quiet', x: box.left - 6, y: box.y(value) + 4, 'text-anchor': 'end' }, short(value)));
        const at = box.start + (box.end - box.start) * i / 4;
        marks.push(svg('text', { class: 'quiet', x: box.x(at), y: box.bottom + 18, 'text-anchor': i === 0 ? 'start' : i === 4 ? 'end' : 'middle' },
            new Date(at * 1000).toLocaleString('en', { hour12: false, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' })));
    }
    return marks;
}

const short = value => new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);

/** Values that are no numbers leave a gap, and so does a pause of more than one and a half usual steps. */
function lines(curve, place, series, box) {
    const steps = curve.slice(1).map(([at], i) => at - curve[i][0]).sort((a, b) => a - b);
    const pause = 1.5 * (steps[Math.floor(steps.length / 2)] ?? 0);
    const pieces = [];
    let before = -Infinity;
    for (const [at, value] of curve) {
        if (!Number.isFinite(value)) {
            before = -Infinity;
            continue;
        }
        if (at - before > pause) {
            pieces.push([]);
        }
        pieces.at(-1).push(`${box.x(at).toFixed(1)},${box.y(value).toFixed(1)}`);
        before = at;
    }
    const title = () => svg('title', {}, labelText(series.metric));
    return pieces.map(piece => piece.length === 1
        ? svg('circle', { class: `point ${colour(place)}`, r: 2, cx: piece[0].split(',')[0], cy: piece[0].split(',')[1] }, title())
        : svg('polyline', { class: `curve ${colour(place)}`, points: piece.join(' ') }, title()));
}

/** The address tells the query, so that it can be sent to somebody. */
function remember() {
    const fields = new URLSearchParams(['query', 'mode', 'time', 'range', 'step'].map(id => [id, byId(id).value]));
    history.replaceState(null, '', `#${fields}`);
}

function recall() {
    for (const [id, value] of new URLSearchParams(location.hash.slice(1))) {
        if (['query', 'mode', 'time', 'range', 'step'].includes(id)) {
            byId(id).value = value;
        }
    }
    modeChanged();
}

function modeChanged() {
    const instant = byId('mode').value === 'instant';
    byId('range').disabled = instant;
    byId('step').disabled = instant;
}

recall();
new Refresh(load);
byId('mode').addEventListener('change', modeChanged);
byId('run').addEventListener('click', run);
byId('explain').addEventListener('click', explain);
byId('stop').addEventListener('click', () => running?.abort());
byId('query').addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
    }
});
if (byId('query').value) {
    run();
}

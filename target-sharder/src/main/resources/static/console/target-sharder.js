// The console of target-sharder: its groups, and of the chosen one collectors with their load, jobs, and moves.

import { Refresh, Refused, badge, banner, byId, count, el, json, rows, say, span, svg } from './console.js';

const MOST_ROWS = 500;
const MOVES = 50;
const KINDS = {
    live: 'good', joining: 'note', returning: 'note', failing: 'warn', draining: 'warn', dead: 'bad', drained: 'off', gone: 'off',
};
const RESULTS = { open: 'note', moved: 'good', unconfirmed: 'warn', rolled_back: 'bad', cancelled: 'off', receiver_died: 'bad', vanished: 'off' };

let chosen = decodeURIComponent(location.hash.slice(1));

async function load() {
    const { data } = await json('api/v1/groups').catch(failure => {
        // An agent decides for nobody.
        throw failure.status === 404 ? new Refused(404, 'this is an agent, which has no groups: look at its sharder') : failure;
    });
    if (!data.groups.some(group => group.name === chosen)) {
        chosen = data.groups[0]?.name ?? '';
    }
    say(byId('role'), role(data.role));
    rows(byId('groups'), data.groups, group => group.name, groupCells);
    byId('chosen').hidden = chosen === '';
    if (chosen !== '') {
        const name = encodeURIComponent(chosen);
        const [group, moves] = await Promise.all([json(`api/v1/groups/${name}`), json(`api/v1/moves?group=${name}&limit=${MOVES}`)]);
        showGroup(group.data);
        showMoves(moves.data);
    }
}

function role({ role: name, term, leader, reason }) {
    const words = { leader: `This sharder leads, in term ${term}.`, alone: 'This sharder decides alone.' };
    return words[name] ?? (leader ? `This sharder follows; the leader is at ${leader}, and knows more.` : `This sharder decides nothing: ${reason}.`);
}

function groupCells(group) {
    const [kind, word] = group.waiting ? ['warn', 'waiting'] : group.published ? ['good', 'published'] : ['note', 'not published'];
    return [
        el('th', { scope: 'row' },
            el('button', { type: 'button', 'aria-pressed': String(group.name === chosen), onclick: () => choose(group.name) }, group.name)),
        el('td', { class: 'why' }, badge(kind, word), group.waiting ? ` ${group.waiting}` : ''),
        el('td', {}, ...Object.entries(group.collectors).flatMap(([state, n]) => [badge(KINDS[state] ?? 'warn', `${n} ${state}`), ' '])),
        ...[group.jobs, group.targets, group.openMoves, group.unplaced].map(n => el('td', { class: 'number' }, n.toLocaleString('en'))),
        el('td', { class: 'number' }, group.imbalanceByTargets.toFixed(2)),
        el('td', { class: 'number' }, group.imbalanceBySeries.toFixed(2)),
    ];
}

function choose(name) {
    chosen = name;
    history.replaceState(null, '', `#${encodeURIComponent(name)}`);
    refresh.now();
}

function showGroup(group) {
    say(byId('collectors-title'), `Collectors of ${group.summary.name}`);
    banner(byId('remarks'), [...group.remarks, ...group.delivery.failed.map(file => `${file.path} cannot be written: ${file.error}`),
        ...(group.unplaced.total > 0 ? [unplaced(group.unplaced)] : [])].join('; '));
    const most = name => group.collectors.reduce((highest, collector) => Math.max(highest, collector[name]), 1);
    const [targets, series] = [most('targets'), most('series')];
    capped('collectors', group.collectors, collector => collector.id, collector => collectorCells(collector, targets, series));
    capped('jobs', group.jobs, job => job.name, jobCells);
}

function unplaced({ total, some }) {
    return `${count(total, 'key is', 'keys are')} unplaced, such as ${some[0].address || some[0].key} of ${some[0].job}: ${some[0].reason}`;
}

function capped(id, items, keyOf, cellsOf) {
    rows(byId(id), items.slice(0, MOST_ROWS), keyOf, cellsOf);
    banner(byId(`${id}-left`), items.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${items.length.toLocaleString('en')} are shown.` : '');
}

function collectorCells(collector, mostTargets, mostSeries) {
    const words = [collector.reason, collector.drainOrdered ? 'drain ordered' : '', collector.reportFailure?.error ?? '',
        collector.agent?.error ?? '', collector.foreign ? `${count(collector.foreign, 'target', 'targets')} that it was not given` : ''];
    return [
        el('th', { scope: 'row', class: 'word' }, collector.id),
        el('td', {}, badge(KINDS[collector.state] ?? 'warn', collector.state)),
        el('td', { class: 'why' }, words.filter(word => word).join('; ')),
        el('td', { class: 'word' }, bar(collector.targets, mostTargets), ` ${collector.targets.toLocaleString('en')}`),
        el('td', { class: 'word' }, bar(collector.series, Math.max(mostSeries, collector.capacity ?? 0)),
            ` ${collector.series.toLocaleString('en')}${collector.capacity === null ? '' : ` of ${collector.capacity.toLocaleString('en')}`}`),
    ];
}

const bar = (value, most) => svg('svg', { width: 160, height: 14, 'aria-hidden': 'true' },
    svg('rect', { class: 'rest', width: 160, height: 14 }),
    svg('rect', { class: 'bar', width: (160 * Math.min(1, value / most)).toFixed(1), height: 14 }));

function jobCells(job) {
    const troubles = job.sources.map(source => source.held ? `held: ${source.held.why}` : source.error).filter(trouble => trouble);
    return [
        el('th', { scope: 'row' }, job.name),
        el('td', {}, job.strategy),
        el('td', { class: 'number' }, job.replicas),
        el('td', { class: 'number' }, job.targets.toLocaleString('en')),
        el('td', {}, job.sources.map(source => `${source.source} (${source.state}, ${source.targets.toLocaleString('en')})`).join(', ')),
        el('td', { class: 'why' }, troubles.join('; ')),
    ];
}

function showMoves({ inFlight, open, recent }) {
    const hidden = inFlight > open.length ? `, ${open.length} of them shown` : '';
    say(byId('moves-count'), `${count(inFlight, 'move', 'moves')} in flight${hidden}; the last ${recent.length} that ended`);
    rows(byId('moves'), [...open, ...recent], move => `${move.key} ${move.added} ${move.from} ${move.to}`, moveCells);
}

function moveCells(move) {
    const after = time => time === null ? '' : span((Date.parse(time) - Date.parse(move.added)) / 1000);
    return [
        el('th', { scope: 'row', class: 'labels' }, move.key),
        el('td', {}, move.job),
        el('td', { class: 'word' }, move.from),
        el('td', { class: 'word' }, move.to),
        el('td', {}, move.reason),
        el('td', {}, badge(RESULTS[move.result] ?? 'warn', move.result.replace('_', ' '))),
        el('td', { class: 'number' }, move.added.replace('T', ' ').replace(/\.\d+Z$/, 'Z')),
        el('td', { class: 'number' }, after(move.firstScraped)),
        el('td', { class: 'number' }, after(move.removed)),
    ];
}

const refresh = new Refresh(load);

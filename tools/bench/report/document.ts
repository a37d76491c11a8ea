import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { PROJECT } from '../../runtime/paths';

import { OPENING } from '../scenarios/asItComes';
import { drawn } from './chart';
import { type Gate, holds, type Report } from './report';
import { gateText, inMarkdown } from './table';

const DOCS = join(PROJECT, 'docs');
const CHARTS = 'benchmarks';

/** What people write stays between this line and the end; what is measured is written anew above it. */
const NOTES = '<!-- Written by hand from here on. -->';

const METHOD = `How it is measured:

- One server process on this machine answers as the vendors do when all is well. It checks no rule of theirs, so it is much lighter than the sandbox
  that the tests use, and it counts requests, connections and what is under way; it can also take its time, limit requests by the second and end sessions.
- Each case runs in a process of its own, first with a smaller run that warms it up. The cases take turns, in another order every round.
- The pack is the packed tarball, unpacked as n8n unpacks it. HTTP Request is the real node of n8n-nodes-base; both run in the same n8n-core, in process,
  with the same credentials helper. Only scenarios 8 and 10 go through a running n8n.
- *HTTP Request, default* is the node as it comes. *Best settings* do not follow redirects and name the format of the answer.
- *axios alone* and *undici alone* keep their connections alive: the limit, since n8n's own helper opens a connection for every request.
- Numbers are medians with the smallest and the largest value of all rounds. Ratios are taken round by round. A gate is a bound that a number
  has to keep to. Times depend on the machine, so gates compare ratios, but for the longest stall (scenario 9).`;

function verdict(gate: Gate): string {
	return `- ${holds(gate) ? 'holds' : '**missed**'}: ${gateText(gate)}`;
}

function section({ number, title, about, columns, rows, gates, charts }: Report): string {
	const pictures = charts.map(({ name, title: alt }) => `![${alt}](${CHARTS}/${name}.svg)`);
	return [
		`## ${number}. ${title}`,
		about,
		inMarkdown(columns, rows),
		gates.map(verdict).join('\n'),
		...pictures,
	].join('\n\n');
}

/** A report with what it was measured with. */
interface Kept extends Report {
	rounds: number;
	n8n: string;
}

const isOpening = ({ key }: Report) => key === OPENING;

/** The table that a user reads first. */
function opening({ about, columns, rows }: Report): string {
	return `${about}\n\n${inMarkdown(columns, rows)}`;
}

function heading(reports: Kept[]): string {
	const [{ n8n }] = reports;
	const rounds = Math.min(...reports.map((report) => report.rounds));
	const gates = reports.flatMap((report) => report.gates);
	const held = gates.filter(holds).length;
	const [{ model }] = cpus();
	return [
		'# Speed and memory',
		...reports.filter(isOpening).map(opening),
		'Written by `npm run bench`; `npm run bench -- --check` measures again and fails when a gate is missed.',
		`**${held} of ${gates.length} gates hold.** n8n ${n8n}, Node ${process.versions.node}, ${cpus().length} cores (${model.trim()}), at least ${rounds} ${rounds === 1 ? 'round' : 'rounds'} unless a scenario says otherwise.`,
		METHOD,
	].join('\n\n');
}

function notesOf(path: string): string {
	const old = existsSync(path) ? readFileSync(path, 'utf8') : '';
	const [, notes = '\n'] = old.split(NOTES);
	return `${NOTES}${notes}`;
}

/** The reports of earlier runs, so that a run of some scenarios leaves the others as they were. */
function keptIn(path: string): Kept[] {
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept[]) : [];
}

/** Writes docs/benchmarks.md and its charts; keeps the scenarios that were not measured, and what people have written at its end. */
export function write(reports: Report[], circumstances: { rounds: number; n8n: string }): void {
	const path = join(DOCS, 'benchmarks.md');
	const results = join(DOCS, CHARTS, 'results.json');
	mkdirSync(join(DOCS, CHARTS), { recursive: true });
	const fresh = new Set(reports.map(({ key }) => key));
	const all = [
		...keptIn(results).filter(({ key }) => !fresh.has(key)),
		...reports.map((report) => ({ ...report, ...circumstances })),
	].sort((a, b) => a.number - b.number || a.key.localeCompare(b.key));
	writeFileSync(results, `${JSON.stringify(all, null, '\t')}\n`);
	for (const chart of all.flatMap(({ charts }) => charts)) {
		writeFileSync(join(DOCS, CHARTS, `${chart.name}.svg`), drawn(chart));
	}
	const sections = all.filter((report) => !isOpening(report)).map(section);
	const parts = [heading(all), ...sections, notesOf(path)];
	writeFileSync(path, parts.join('\n\n'));
}

import { countBy } from 'lodash';

import { machine } from '../machine';

import type { Account } from './account';
import type { Memory } from './memory';
import { totalsOf } from './plan';
import type { Running } from './run';

/** What came of a soak. */
export interface SoakResult {
	lines: Array<{ running: Running; account: Account; executions: number }>;
	memory: Memory;
	/** What garbage collection left in n8n's memory: at the start, and after each tenth of the items, in megabytes. */
	heap: number[];
	seconds: number;
	faults: Record<string, number>;
	requests: number;
	load: string;
}

/** The faults that vendors applied, by kind. */
export function faultsOf(lines: Running[]): Pick<SoakResult, 'faults' | 'requests'> {
	const vendors = new Set(lines.map(({ joined }) => joined.vendor));
	const received = [...vendors].flatMap(({ store }) => store.requests());
	const kinds = received.flatMap(({ fault }) => fault ?? []);
	return { faults: countBy(kinds), requests: received.length };
}

const number = (value: number) => value.toLocaleString('en');

function row({ running: { line, joined }, account, executions }: SoakResult['lines'][number]): string {
	const { delivered, notDelivered, uncertainHeld, uncertainNotHeld } = account;
	const { lost, doubled, deniedButHeld, unreported, spoilt } = account;
	const wrong = [lost, doubled, deniedButHeld, unreported, spoilt];
	const cells = [line.count, executions, delivered, notDelivered, uncertainHeld, uncertainNotHeld, ...wrong];
	return `| ${[joined.title, line.unit, ...cells.map(number)].join(' | ')} |`;
}

/** The page with the results. */
export function soakPage(
	{ lines, memory, heap, seconds, faults, requests, load }: SoakResult,
	command: string,
): string {
	const struck = Object.values(faults).reduce((sum, count) => sum + count, 0);
	const share = ((100 * struck) / requests).toFixed(1);
	const kinds = Object.entries(faults).map(([kind, count]) => `${kind} ${count}`);
	return `# Soak

Made by \`${command}\`. ${machine()}; load average before: ${load}.

${totalsOf(lines.map(({ running }) => running.line))} went through one n8n in one run of ${Math.round(seconds)} seconds, all nodes at the same time, each execution over a webhook.
The vendors' sandbox let ${number(struck)} of ${number(requests)} requests (${share} %), sign-ins included, meet a mishap: ${kinds.join(', ')}.

## Every item accounted for

What n8n said of each item was compared with what the vendor holds.

| node | of | items | executions | delivered | not delivered | in doubt, held | in doubt, not held | lost | doubled | denied but held | unreported | spoilt |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
${lines.map(row).join('\n')}

- **Delivered**: said so, and held exactly once. **Not delivered**: said so, and not held.
- **In doubt**: \`error.delivery\` is \`uncertain\`, because the answer was lost or spoilt; looking at the vendor settled which of them it holds.
- **Lost**: said to be delivered, and not held. **Doubled**: held more than once. **Denied but held**: said not to be delivered, and held.
  **Unreported**: nothing was said of it. **Spoilt**: held with a file that nobody sent.

## Memory of the n8n process

What garbage collection leaves, objects and buffers, in MB: at the start, and after each tenth of the items, while others are under way; the last one is the end.

${heap.map(number).join(' · ')}

Resident memory, sampled every second, in MB. Node gives little of it back, and lets garbage lie for as long as there is room.

| at the start | median of each quarter | peak | at the end |
|---|---|---|---|
| ${number(memory.start)} | ${memory.quarters.map(number).join(' · ')} | ${number(memory.peak)} | ${number(memory.end)} |
`;
}

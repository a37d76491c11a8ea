import type { Behaviour, RunJob, Spent, Tally } from './job';
import type { Lab } from './lab';
import { percent, withSpread } from './report/numbers';

/** One way to do a scenario's work. */
export interface Case {
	/** As the table calls it. */
	name: string;
	behaviour: Behaviour;
	job: RunJob;
}

/** A measured case in all its rounds. */
export interface Measured {
	name: string;
	items: number;
	spent: Spent[];
	tallies: Tally[];
}

/** How much is measured. */
export interface Effort {
	rounds: number;
	/** Divides the number of items, for a quick look; 1 for measurements that count. */
	less: number;
}

/**
 * Measures all cases by turns, each in a fresh process, in another order each round: what disturbs the machine meets them all.
 *
 * @param progress takes what is being measured
 */
export async function measure(
	lab: Lab,
	cases: Case[],
	{ rounds }: Effort,
	progress: (line: string) => void,
): Promise<Map<string, Measured>> {
	const measured = new Map<string, Measured>(
		cases.map(({ name, job }) => [name, { name, items: job.items.count, spent: [], tallies: [] }]),
	);
	for (let round = 0; round < rounds; round += 1) {
		const first = round % cases.length;
		for (const { name, job, behaviour } of [...cases.slice(first), ...cases.slice(0, first)]) {
			progress(`round ${round + 1} of ${rounds}: ${name}`);
			const { result, tally } = await lab.run(job, behaviour);
			const own = measured.get(name);
			if (!result.spent) throw new Error(`${name} was not measured`);
			if (result.spent.error) progress(`${name} failed: ${result.spent.error}`);
			own?.spent.push(result.spent);
			own?.tallies.push(tally);
		}
	}
	return measured;
}

/** A measured case by its name. @throws an Error when there is none */
export function of(measured: Map<string, Measured>, name: string): Measured {
	const found = measured.get(name);
	if (!found) throw new Error(`Nothing was measured under "${name}"`);
	return found;
}

/** The ratios of two cases, round by round. */
export function ratios(one: Measured, other: Measured, pick: (spent: Spent) => number): number[] {
	return one.spent.map((spent, round) => pick(spent) / pick(other.spent[round]));
}

export const wall = ({ wallMs }: Spent): number => wallMs;
export const rss = ({ rssMb }: Spent): number => rssMb;
export const perItem = ({ spent, items }: Measured, pick: (spent: Spent) => number): number[] =>
	spent.map((run) => pick(run) / items);

/** Columns that every table has. */
export const COLUMNS = [
	'',
	'ms per item',
	'CPU ms per item',
	'delivered',
	'requests',
	'most in flight',
	'connections',
];

/** A row with the columns that every table has. */
export function row(measured: Measured): string[] {
	const { name, spent, tallies, items } = measured;
	const counts = (pick: (tally: Tally) => number) => withSpread(tallies.map(pick));
	return [
		name,
		withSpread(perItem(measured, wall)),
		withSpread(perItem(measured, ({ cpuMs }) => cpuMs)),
		percent(spent.map(({ succeeded }) => succeeded / items)),
		counts(({ requests }) => requests),
		counts(({ mostInFlight }) => mostInFlight),
		counts(({ connections }) => connections),
	];
}

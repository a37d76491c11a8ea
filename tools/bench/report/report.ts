import { median } from './numbers';

/** A promise that is checked at every run. */
export interface Gate {
	/** What is compared with what. */
	what: string;
	/** One value for each round. */
	values: number[];
	/** The largest median that holds, or the exact one. */
	limit: number;
	exactly?: boolean;
}

/** A bar chart: medians of one measure, by peer. */
export interface Chart {
	/** Becomes the file's name. */
	name: string;
	title: string;
	unit: string;
	bars: Array<{ label: string; value: number; ours: boolean }>;
}

/** What came of a scenario. */
export interface Report {
	/** A scenario can have several reports, told apart by this. */
	key: string;
	number: number;
	title: string;
	/** What was done, whole sentences. */
	about: string;
	columns: string[];
	rows: string[][];
	gates: Gate[];
	charts: Chart[];
}

/** Whether a gate's median keeps its limit. */
export function holds({ values, limit, exactly }: Gate): boolean {
	const value = median(values);
	return exactly ? value === limit && new Set(values).size === 1 : value <= limit;
}

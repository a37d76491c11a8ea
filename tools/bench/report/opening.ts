import type { Report } from './report';
import { inMarkdown } from './table';

/** A node as it comes, by the name that the reports give it. */
export interface AsItComes {
	node: string;
	name: string;
}

function cellOf({ columns, rows }: Report, name: string, column: string): string {
	return rows.find(([first]) => first === name)?.[columns.indexOf(column)] ?? '';
}

/**
 * What a user wants to know first: how long messages take with each node as it comes, and what becomes of them where the vendor allows only so many.
 *
 * @param free the report about a vendor without limits
 * @param limited the report about a vendor that allows so many requests in a time
 */
export function opening(free: Report, limited: Report, nodes: AsItComes[]): string {
	const columns = ['', free.title, limited.title, 'of these delivered'];
	const rows = nodes.map(({ node, name }) => [
		node,
		`${cellOf(free, name, 'ms')} ms`,
		`${cellOf(limited, name, 'ms')} ms`,
		cellOf(limited, name, 'delivered'),
	]);
	return `No option is set in either node; numbers and gates follow below.\n\n${inMarkdown(columns, rows)}`;
}

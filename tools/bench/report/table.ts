import picocolors from 'picocolors';

import { shown, withSpread } from './numbers';
import { type Gate, holds, type Report } from './report';

function aligned(rows: string[][]): string[] {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows.map((row) =>
		row
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
			.join('  '),
	);
}

/** A table in Markdown, its first column on the left and the others on the right. */
export function inMarkdown(columns: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
	return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

/** A gate in words: `pack / HTTP Request, time: 0.61 (0.58 to 0.70), at most 1.00`. */
export function gateText(gate: Gate): string {
	const limit = gate.exactly ? 'must be' : 'at most';
	return `${gate.what}: ${withSpread(gate.values)}, ${limit} ${shown(gate.limit)}`;
}

/** A scenario's table and gates for the terminal. */
export function printed({ number, title, columns, rows, gates }: Report): string {
	const [head, ...body] = aligned([columns, ...rows]);
	const verdicts = gates.map((gate) =>
		holds(gate)
			? `${picocolors.green('holds ')} ${gateText(gate)}`
			: `${picocolors.red('missed')} ${gateText(gate)}`,
	);
	return ['', picocolors.bold(`${number}. ${title}`), picocolors.dim(head), ...body, ...verdicts].join('\n');
}

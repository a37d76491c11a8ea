import type { IDataObject } from 'n8n-workflow';
import { groupBy } from 'lodash';

import { invalidField } from '../../engine/errors';
import { visible } from '../../engine/visible';
import { isGarbled, RIGHT_ENCODING } from '../uploads/garbled';
import { alike, isBlank } from '../values';

const MOST_TOLD = 30;

/** What separates the columns of text files. */
const SEPARATORS = [';', '\t', '|', ','];

/** What stands in a column; a column may be called like something that every object has by itself. */
export function cell(row: IDataObject, column: string): unknown {
	return Object.hasOwn(row, column) ? row[column] : undefined;
}

/** Whether nothing stands in a row, as in the lines below a table. */
export function isEmptyRow(row: IDataObject): boolean {
	return Object.values(row).every(isBlank);
}

/** The rows of a table, in which a column may be missing where its cell is empty. */
export class Table {
	private readonly names = new Set<string>();

	/** The columns by what their names have in common. */
	private readonly likes: Record<string, string[]>;

	constructor(readonly rows: IDataObject[]) {
		for (const row of rows) for (const name of Object.keys(row)) this.names.add(name);
		this.likes = groupBy([...this.names], alike);
	}

	/**
	 * The column that a name means: the one of exactly this name, else the one that differs in case, outer spaces or invisible characters only.
	 *
	 * @param field where the name was entered
	 * @returns undefined when no row has it
	 * @throws Failure when several could be meant
	 */
	column(name: string, field: string): string | undefined {
		if (this.names.has(name)) return name;
		const like = Object.hasOwn(this.likes, alike(name)) ? this.likes[alike(name)] : [];
		if (like.length < 2) return like.at(0);
		throw invalidField(
			field,
			`holds "${visible(name)}", but the rows have ${like.map((other) => `"${visible(other)}"`).join(' and ')}`,
			'Rename one of the two, or name the right one exactly as it is written.',
		);
	}

	/** Which columns there are, and what may be wrong with them, for who misses one. */
	told(): string {
		const names = [...this.names];
		if (names.length === 0) return 'The items are empty.';
		const listed = names.slice(0, MOST_TOLD).map(visible).join(', ');
		return [`Its columns are: ${listed}.`, this.unseparated(), garbledNames(names)].filter(Boolean).join(' ');
	}

	/** A table that was read with another separator than it has is one column. */
	unseparated(): string {
		const [name, ...others] = this.names;
		if (name === undefined || others.length > 0) return '';
		const separator = SEPARATORS.find((character) => name.includes(character));
		if (separator === undefined) return '';
		return `All of a row stands in this one column: set Delimiter in Extract From File to ${separator === '\t' ? 'a tab' : separator}.`;
	}
}

function garbledNames(names: string[]): string {
	return names.some(isGarbled) ? `Some of their characters were lost. ${RIGHT_ENCODING}` : '';
}

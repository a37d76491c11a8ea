/** The ways in which vendors cut lists into pages: by position, after a key, by an address that the answer names. */

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { requireAllowedDomain } from './allowedDomains';
import { Failure } from './errors';
import { given } from './given';
import type { PageSource, Place } from './pages';

/** What one answer holds of a list. */
export interface Rows<Row> {
	rows: Row[];
	/** Whether the vendor says that there are more, by a total or a link; left out where it says nothing. */
	more?: boolean;
}

type Common<Row> = Pick<PageSource<Row, Place>, 'vendor' | 'pageSize' | 'key'>;

/**
 * A short page may have others behind it, and totals can be a little off: only an empty page is sure to be the last, or a short one of which the vendor
 * says so too.
 */
function goesOn({ rows, more = true }: Rows<unknown>, size: number): boolean {
	return rows.length > 0 && (more || rows.length >= size);
}

/** A list that is asked for by position (`offset`, `$skip`) and size. */
export function byPosition<Row>({
	read,
	...list
}: Common<Row> & { read: (position: number, size: number) => Promise<Rows<Row>> }): PageSource<Row, number> {
	return {
		...list,
		first: 0,
		before: (at, rows) => Math.max(0, at - rows),
		read: async (at, size) => {
			const answer = await read(at, size);
			const { rows } = answer;
			return given({ rows, next: goesOn(answer, size) ? at + rows.length : undefined });
		},
	};
}

/**
 * A list that is sorted by what never changes, such as an ID, and asked for from a row on: rows that come or go meanwhile move no others.
 *
 * @param first what stands for the beginning
 * @param place where the row after a row is asked for
 */
export function afterKey<Row, At extends Place>({
	read,
	place,
	...list
}: Common<Row> & {
	first: At;
	place: (row: Row) => At;
	read: (after: At, size: number) => Promise<Rows<Row>>;
}): PageSource<Row, At> {
	return {
		...list,
		read: async (after, size) => {
			const answer = await read(after, size);
			const last = answer.rows.at(-1);
			return given({
				rows: answer.rows,
				next: last !== undefined && goesOn(answer, size) ? place(last) : undefined,
			});
		},
	};
}

/**
 * A list of which each page names the address of the next. The credential goes along only to the host that the first page came from.
 *
 * @param first the absolute address of the first page
 * @param credentials the values of the credential that signs the requests
 */
export function byLink<Row>({
	read,
	credentials,
	...list
}: Pick<Common<Row>, 'vendor' | 'key'> & {
	first: string;
	credentials: ICredentialDataDecryptedObject;
	read: (address: string) => Promise<{ rows: Row[]; link?: string | null }>;
}): PageSource<Row, string> {
	const own = new URL(list.first).origin;
	return {
		...list,
		pageSize: Infinity,
		read: async (at) => {
			if (at !== list.first) requireOwn(at);
			const { rows, link } = await read(at);
			return given({
				rows,
				next: link ? (URL.canParse(link, at) ? new URL(link, at).href : link) : undefined,
			});
		},
	};

	function requireOwn(address: string): void {
		const origin = URL.canParse(address) ? new URL(address).origin : undefined;
		if (origin === own) return requireAllowedDomain(address, credentials);
		throw new Failure({
			message: `${list.vendor} named ${origin ?? 'something else than an address'} for the next page of its list`,
			remedy:
				'That is not the host of the credential, so nothing was sent there. Ask for as many entries as one page has, or narrow the list down.',
			delivery: 'notSent',
			vendor: list.vendor,
		});
	}
}

import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { SOURCES, STATUSES } from './body';
import { onlyFor } from '../uploads/onlyFor';
import { alike, isBlank, shown } from '../values';

/** The members whose values are words. */
const KNOWN = { source: SOURCES, status: STATUSES };

type Member = keyof typeof KNOWN;

/** What people and other systems write, for each of CallGear's words. */
const COMMON: Record<Member, Record<string, readonly string[]>> = {
	source: {
		visitor: ['client', 'contact', 'customer', 'guest', 'lead', 'patient', 'user'],
		operator: ['agent', 'employee', 'manager', 'staff', 'support'],
	},
	status: {
		succeed: ['answered', 'completed', 'done', 'resolved', 'solved', 'succeeded', 'success', 'successful'],
		lost: ['abandoned', 'missed', 'unanswered'],
		refused: ['declined', 'rejected'],
	},
};

/** The field for words of the user's own. */
export const wordsField: INodeProperties = {
	displayName: 'Words',
	name: 'words',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Word',
	default: {},
	description:
		'What the words of your table mean for CallGear. Common ones, such as customer, agent or resolved, are known without an entry.',
	...onlyFor('rows'),
	options: [
		{
			displayName: 'Word',
			name: 'word',
			values: [
				{
					displayName: 'In the File',
					name: 'inFile',
					type: 'string',
					default: '',
					placeholder: 'e.g. Kunde',
					description:
						'The word as it stands in the table; case and spaces around it make no difference. Without one, the entry counts for nothing.',
				},
				{
					displayName: 'For CallGear',
					name: 'forCallGear',
					type: 'options',
					options: [
						{ name: 'Message Source: Operator', value: 'source operator' },
						{ name: 'Message Source: System', value: 'source system' },
						{ name: 'Message Source: Visitor', value: 'source visitor' },
						{ name: 'Status: Lost', value: 'status lost' },
						{ name: 'Status: Refused', value: 'status refused' },
						{ name: 'Status: Succeed', value: 'status succeed' },
					],
					default: 'source visitor',
					description: 'What it means',
				},
			],
		},
	],
};

/** What the words of a table mean. */
export class Words {
	private readonly meanings = new Map<string, string>();

	/** @throws Failure when a word is to mean two things */
	constructor(fields: Fields) {
		for (const [member, words] of Object.entries(COMMON))
			for (const [word, others] of Object.entries(words))
				for (const other of others) this.meanings.set(`${member} ${other}`, word);
		const own = new Set<string>();
		for (const entry of fields.entries('words', 'word')) {
			const [member, word] = entry.choice('forCallGear').split(' ');
			const inFile = entry.optionalId('inFile');
			if (inFile === undefined) continue;
			const key = `${member} ${alike(inFile)}`;
			if (own.has(key) && this.meanings.get(key) !== word) {
				const problem = `holds ${shown(inFile)}, which another entry gives another meaning`;
				throw invalidField(entry.label('inFile'), problem, 'Take one of the two entries out.');
			}
			own.add(key);
			this.meanings.set(key, word);
		}
	}

	/**
	 * What a cell means for CallGear.
	 *
	 * @param name the member that the cell is for
	 * @param label what the user knows the cell by
	 * @returns the value itself where it is no word
	 * @throws Failure when the word is not known
	 */
	meant(name: string, value: unknown, label: string): unknown {
		if (!Object.hasOwn(KNOWN, name) || isBlank(value) || typeof value === 'object') return value;
		const known: readonly string[] = KNOWN[name as Member];
		const word = alike(String(value));
		if (known.includes(word)) return word;
		const meaning = this.meanings.get(`${name} ${word}`);
		if (meaning !== undefined) return meaning;
		throw invalidField(
			label,
			`holds ${shown(value)}`,
			`Use one of: ${known.join(', ')}. Under "Words" you can say which of them a word of yours means.`,
		);
	}
}

import type { DeduplicationScope, IExecuteFunctions } from 'n8n-workflow';
import { uniq } from 'lodash';

import { asFailure, Failure } from '../../engine/errors';
import type { ReadyChat } from './batches';
import { extIdOf } from './body';

/** How many marks n8n keeps, the newest ones. */
const MOST_MARKS = 100_000;

const options = { mode: 'entries', maxEntries: MOST_MARKS } as const;

/** What tells a chat from all others: where it goes, and its own ID, or one made of what it is. */
function keyOf({ chat, key, account, userId }: ReadyChat): string {
	return JSON.stringify(['callGear', account.url, userId ?? null, chat.ext_id ?? extIdOf(chat, key)]);
}

const begun = (key: string) => key;
const done = (key: string) => `${key} uploaded`;

/**
 * The chats that were uploaded before, in n8n's own store for removing duplicates. It can only be asked by writing into it: what is asked for is taken
 * out again at once. A chat has two marks, so that one which is left behind there does not make a chat count as uploaded.
 */
export class Uploaded {
	private writing: Promise<void> = Promise.resolve();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly scope: DeduplicationScope,
	) {}

	/** The chats that were uploaded before. @throws Failure when n8n does not tell */
	async among(chats: ReadyChat[]): Promise<Set<ReadyChat>> {
		const keys = uniq(chats.map(keyOf));
		try {
			const touched = await this.marked(keys, begun);
			const known = new Set(touched.length > 0 ? await this.marked(touched, done) : []);
			return new Set(chats.filter((chat) => known.has(keyOf(chat))));
		} catch (caught) {
			throw unusable(caught);
		}
	}

	/** The keys that have a mark. */
	private async marked(keys: string[], mark: (key: string) => string): Promise<string[]> {
		const { helpers } = this.context;
		const { new: unknown } = await helpers.checkProcessedAndRecord(keys.map(mark), this.scope, options);
		const left = new Set(unknown);
		if (left.size > 0) await helpers.removeProcessed([...left], this.scope, options);
		return keys.filter((key) => !left.has(mark(key)));
	}

	/** Remembers chats that CallGear has stored; one call after the other, since n8n's store takes what was read last. @throws Failure when n8n does not keep them */
	async remember(chats: ReadyChat[]): Promise<void> {
		const marks = uniq(chats.map(keyOf)).flatMap((key) => [begun(key), done(key)]);
		const write = async () => {
			await this.context.helpers.checkProcessedAndRecord(marks, this.scope, options);
		};
		const written = this.writing.then(write);
		this.writing = written.catch(() => undefined);
		await written.catch((caught: unknown) => {
			throw unusable(caught);
		});
	}
}

function unusable(caught: unknown): Failure {
	const { message } = asFailure(caught).facts;
	return new Failure({
		message: `n8n does not tell which chats were uploaded before: ${message.replace(/\.$/, '')}`,
		remedy:
			'Save the workflow, or set Skip Chats Uploaded Before to Off. Within a workflow, a Remove Duplicates node that keeps the highest value cannot share its memory.',
		delivery: 'notSent',
	});
}

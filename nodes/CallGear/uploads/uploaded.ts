import type { DeduplicationScope, IExecuteFunctions } from 'n8n-workflow';
import { uniq } from 'lodash';

import { asFailure, Failure } from '../../engine/errors';
import type { Kind } from './kind';
import type { Ready } from './ready';

/** How many marks n8n keeps, the newest ones. */
const MOST_MARKS = 100_000;

const options = { mode: 'entries', maxEntries: MOST_MARKS } as const;

const begun = (key: string) => key;
const done = (key: string) => `${key} uploaded`;

/**
 * What was uploaded before, in n8n's own store for removing duplicates. It can only be asked by writing into it: what is asked for is taken
 * out again at once. Each has two marks, so that one which is left behind there does not make it count as uploaded.
 */
export class Uploaded {
	private writing: Promise<void> = Promise.resolve();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly kind: Pick<Kind, 'method' | 'many'>,
		private readonly scope: DeduplicationScope,
	) {}

	/** The keys of what was uploaded before. @throws Failure when n8n does not tell */
	async among(keys: string[]): Promise<Set<string>> {
		try {
			const touched = await this.marked(uniq(keys), begun);
			return new Set(touched.length > 0 ? await this.marked(touched, done) : []);
		} catch (caught) {
			throw unusable(caught, this.kind);
		}
	}

	/** What tells one from all others: where it goes, and what it is. */
	keyOf({ mark, account, userId }: Ready): string {
		return JSON.stringify(['callGear', this.kind.method, account.url, userId ?? null, mark]);
	}

	/** The keys that have a mark. */
	private async marked(keys: string[], mark: (key: string) => string): Promise<string[]> {
		const { helpers } = this.context;
		const { new: unknown } = await helpers.checkProcessedAndRecord(keys.map(mark), this.scope, options);
		const left = new Set(unknown);
		if (left.size > 0) await helpers.removeProcessed([...left], this.scope, options);
		return keys.filter((key) => !left.has(mark(key)));
	}

	/** Remembers what CallGear has stored; one call after the other, since n8n's store takes what was read last. @throws Failure when n8n does not keep them */
	async remember(stored: Ready[]): Promise<void> {
		const marks = uniq(stored.map((one) => this.keyOf(one))).flatMap((key) => [begun(key), done(key)]);
		const write = async () => {
			await this.context.helpers.checkProcessedAndRecord(marks, this.scope, options);
		};
		const written = this.writing.then(write);
		this.writing = written.catch(() => undefined);
		await written.catch((caught: unknown) => {
			throw unusable(caught, this.kind);
		});
	}
}

function unusable(caught: unknown, { many }: Pick<Kind, 'many'>): Failure {
	const { message } = asFailure(caught).facts;
	return new Failure({
		message: `n8n does not tell which ${many} were uploaded before: ${message.replace(/\.$/, '')}`,
		remedy: `Save the workflow, or set Skip If Uploaded Before to Off. Within a workflow, a Remove Duplicates node that keeps the highest value cannot share its memory.`,
		delivery: 'notSent',
	});
}

import type { IExecuteFunctions } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import type { RequestOptions } from '../../engine/options';
import { breathing } from '../../engine/wait';
import type { Found, Kind } from './kind';
import type { Problems } from './problems';
import type { Ready } from './ready';

/** In bytes of JSON: so much of what a first look has read need not be read again. */
const MOST_KEPT = 500_000;

/** What was read, and where it was found. */
export interface Read<One extends Found> {
	one: One;
	ready: Ready;
}

/** Reads and checks what was found, one after the other and not before it is wanted: what was built is large. */
export class Reading<One extends Found> {
	private readonly kept = new Map<One, Ready>();

	/** @param halted whether nothing more is to be read */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly kind: Kind<One>,
		private readonly request: RequestOptions,
		private readonly problems: Problems,
		private readonly halted: () => boolean,
	) {}

	/** What can be sent; all else gets its failure. */
	async *of(found: One[]): AsyncGenerator<Read<One>> {
		const breathe = breathing();
		for (const one of found) {
			await breathe();
			if (this.halted()) return;
			const ready = this.kept.get(one) ?? (await this.read(one));
			this.kept.delete(one);
			if (ready) yield { one, ready };
		}
	}

	/**
	 * A look at everything before anything is done with it, which holds on to little of it.
	 *
	 * @param note takes what is to be known of each
	 * @returns what can be sent
	 */
	async look(found: One[], note: (ready: Ready) => void): Promise<One[]> {
		const good: One[] = [];
		let bytes = 0;
		for await (const { one, ready } of this.of(found)) {
			good.push(one);
			note(ready);
			bytes += ready.bytes;
			if (bytes <= MOST_KEPT) this.kept.set(one, ready);
		}
		return good;
	}

	private async read(one: One): Promise<Ready | undefined> {
		try {
			return await this.kind.read(this.context, one, this.request);
		} catch (caught) {
			this.problems.refuse(one.items, asFailure(caught));
			return undefined;
		}
	}
}

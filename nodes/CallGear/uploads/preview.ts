import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { given } from '../../engine/given';
import type { Kind, Words } from './kind';
import type { Ready } from './ready';

const counted = (count: number, { one, many }: Words) => `${count} ${count === 1 ? one : many}`;

const REQUEST: Words = { one: 'request', many: 'requests' };

/** Something with the input items that it was made of, as it is shown. */
interface Shown {
	items: number[];
	json: IDataObject;
}

/** What an upload would do if CallGear refused nothing, found out without sending any of it. */
export class Preview {
	/** In the order of the requests. */
	readonly shown: Shown[] = [];

	private requests = 0;

	private odd = 0;

	constructor(private readonly kind: Pick<Kind, 'one' | 'many' | 'list'>) {}

	/** Describes a request that would be made. */
	add(batch: Ready[]): void {
		this.requests += 1;
		for (const ready of batch) this.shown.push({ items: ready.items, json: this.described(ready) });
	}

	/** To be called after the last request, which is when it is known how many there are. @returns hints for the output panel: one sentence, and one more where something looks wrong */
	end(): NodeExecutionHint[] {
		const { kind, requests, shown } = this;
		for (const { json } of shown) Object.assign(json, { requests, [kind.list]: shown.length });
		const summary = `Check Only: ${counted(shown.length, kind)} would be uploaded in ${counted(requests, REQUEST)}. Nothing was sent.`;
		return [{ message: summary, location: 'outputPane' }, ...this.doubts()];
	}

	private described({ shown, body, warnings: look }: Ready): IDataObject {
		const warnings = look();
		if (warnings.length > 0) this.odd += 1;
		return given({
			check_only: true,
			...shown,
			request: this.requests,
			requests: 0,
			[this.kind.list]: 0,
			warnings: warnings.length > 0 ? warnings : undefined,
			[this.kind.one.replace(' ', '_')]: body,
		});
	}

	private doubts(): NodeExecutionHint[] {
		const { odd, kind } = this;
		if (odd === 0) return [];
		const message = `${counted(odd, kind)} would be uploaded as CallGear takes ${odd === 1 ? 'it' : 'them'}, but something looks wrong: see "warnings" in the output.`;
		return [{ message, location: 'outputPane', type: 'warning' }];
	}
}

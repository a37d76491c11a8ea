import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { given } from '../../engine/given';
import type { Kind, Words } from './kind';
import type { Ready } from './ready';

/** What an upload would do, found out without sending any of it. */
export interface Preview {
	/** For the output panel: one sentence, and one more where something looks wrong. */
	hints: NodeExecutionHint[];
	/** Each with the item that stands for it, in the order of the batches. */
	shown: Array<[one: Ready, json: IDataObject]>;
}

const counted = (count: number, { one, many }: Words) => `${count} ${count === 1 ? one : many}`;

const REQUEST: Words = { one: 'request', many: 'requests' };

/** Describes the requests that would be made if CallGear refused nothing. */
export function previewOf(batches: Ready[][], kind: Pick<Kind, 'one' | 'many' | 'list'>): Preview {
	const count = batches.flat().length;
	const requests = batches.length;
	const shown = batches.flatMap((batch, index) =>
		batch.map((ready): [Ready, IDataObject] => {
			const warnings = ready.warnings();
			const json = given({
				check_only: true,
				...ready.shown,
				request: index + 1,
				requests,
				[kind.list]: count,
				warnings: warnings.length > 0 ? warnings : undefined,
				[kind.one.replace(' ', '_')]: ready.body,
			});
			return [ready, json];
		}),
	);
	const summary = `Check Only: ${counted(count, kind)} would be uploaded in ${counted(requests, REQUEST)}. Nothing was sent.`;
	return { hints: [{ message: summary, location: 'outputPane' }, ...doubtsOf(shown, kind)], shown };
}

function doubtsOf(shown: Preview['shown'], words: Words): NodeExecutionHint[] {
	const odd = shown.filter(([, { warnings }]) => warnings !== undefined).length;
	if (odd === 0) return [];
	const message = `${counted(odd, words)} would be uploaded as CallGear takes ${odd === 1 ? 'it' : 'them'}, but something looks wrong: see "warnings" in the output.`;
	return [{ message, location: 'outputPane', type: 'warning' }];
}

import { NodeApiError, type INode } from 'n8n-workflow';

import {
	asFailure,
	cancelledBefore,
	describe as describeFacts,
	Failure,
	failureJson,
	invalidField,
	isTool,
	toNodeError,
} from '../../nodes/engine/errors';
import { node } from './context';

const refusal = new Failure({
	message: 'Acme refused it',
	remedy: 'Change it.',
	delivery: 'refused',
	vendor: 'Acme',
});

describe('Failure', () => {
	it('is an error that keeps what is known', () => {
		expect(refusal).toBeInstanceOf(Error);
		expect([refusal.name, refusal.message]).toEqual(['Failure', 'Acme refused it']);
	});

	it('gives a changed copy and stays as it is', () => {
		expect(refusal.with({ httpStatus: 400 }).facts).toEqual({ ...refusal.facts, httpStatus: 400 });
		expect(refusal.facts.httpStatus).toBeUndefined();
	});
});

describe('invalidField', () => {
	it('names the field and was not sent', () => {
		expect(invalidField('Chat ID', 'is empty', 'Fill it in.').facts).toEqual({
			message: '"Chat ID" is empty',
			remedy: 'Fill it in.',
			delivery: 'notSent',
			field: 'Chat ID',
		});
	});
});

describe('cancelledBefore', () => {
	it('tells in n8n’s own spelling what was not begun, and that it can be run again', () => {
		expect(cancelledBefore('this item was sent').facts).toEqual({
			message: 'The execution was canceled before this item was sent',
			remedy: '',
			anew: 'Run it again if it is still wanted.',
			delivery: 'notSent',
		});
	});
});

describe('asFailure', () => {
	it('leaves a failure as it is', () => expect(asFailure(refusal)).toBe(refusal));

	it('tells of a credential that was deleted how to go on', () => {
		const gone = new Error('Credential with ID "Xk2" does not exist for type "acmeApi".');
		expect(asFailure(gone).facts).toMatchObject({
			message: 'The credential of the node is no longer there',
			remedy:
				'It was deleted, or the flow comes from another n8n: open the node and choose another credential, or make a new one.',
			delivery: 'notSent',
		});
		expect(asFailure(gone, 'uncertain').facts.delivery).toBe('uncertain');
	});

	it.each(['Node does not have any credentials set', 'Node does not have any credentials set for "acmeApi"'])(
		'tells where a credential is chosen: %s',
		(message) =>
			expect(asFailure(new Error(message)).facts).toMatchObject({
				message: 'The node has no credential',
				remedy: 'Choose one at the top of the node, or make a new one there.',
				delivery: 'notSent',
			}),
	);

	it.each(['The Credential with ID "x" does not exist', 'Credential with ID "x" exists'])(
		'takes no other words for those: %s',
		(message) => expect(asFailure(new Error(message)).facts).toMatchObject({ message }),
	);

	it('finds the failure that a credential threw inside the error that n8n made of it', () => {
		expect(asFailure(new NodeApiError({ name: 'Acme', type: 'acme' } as INode, refusal as never))).toBe(
			refusal,
		);
	});

	it.each([
		[new Error('boom'), 'boom', ''],
		[new Error('odd', { cause: 'a word' }), 'odd', ''],
		[{ message: 'odd', description: 'Do this.' }, 'odd', 'Do this.'],
		[{ message: 'odd', description: 5 }, 'odd', ''],
		[{}, 'The node stopped unexpectedly', ''],
		[{ message: '' }, 'The node stopped unexpectedly', ''],
		[{ message: 5 }, 'The node stopped unexpectedly', ''],
		[undefined, 'The node stopped unexpectedly', ''],
		[null, 'The node stopped unexpectedly', ''],
		['a word', 'The node stopped unexpectedly', ''],
	])('makes a failure of %p', (caught, message, remedy) => {
		expect(asFailure(caught).facts).toEqual({ message, remedy, delivery: 'notSent' });
	});
});

describe('describe', () => {
	it.each([
		[
			{ vendorText: 'bad id', vendorCode: 7, httpStatus: 400 },
			'Change it. Acme said: "bad id" (code 7, HTTP 400).',
		],
		[{ vendorText: 'bad id' }, 'Change it. Acme said: "bad id".'],
		[{ vendorText: '', vendorCode: 0 }, 'Change it. Acme answered without a reason (code 0).'],
		[{ httpStatus: 500 }, 'Change it. Acme answered without a reason (HTTP 500).'],
		[{ httpStatus: 500, vendor: undefined }, 'Change it. The vendor answered without a reason (HTTP 500).'],
		[{ vendorText: 'no', vendor: undefined }, 'Change it. The vendor said: "no".'],
		[{ tries: 3, networkCode: 'ECONNRESET' }, 'Change it. Tried 3 times. Network code: ECONNRESET.'],
		[{ tries: 2 }, 'Change it. Tried 2 times.'],
		[{ tries: 1 }, 'Change it.'],
		[{ remedy: '', httpStatus: 500 }, 'Acme answered without a reason (HTTP 500).'],
		[{ anew: 'Try again.' }, 'Try again. Change it.'],
		[
			{ delivery: 'uncertain' as const, anew: 'Try again.' },
			'The request may have been carried out: look into Acme first, and send it again only if it is not there. Change it.',
		],
		[
			{ delivery: 'uncertain' as const, remedy: '', repeatable: true, vendor: undefined },
			'The request may have been carried out: look into the vendor first, and send it again only if it is not there. Where a double does no harm, "Retry Uncertain Sends" in the options sends it again by itself.',
		],
		[{ remedy: ' Change it.' }, 'Change it.'],
		[{ before: true }, 'It was not sent again. Change it.'],
		[
			{ delivery: 'uncertain' as const, remedy: '', repeatable: true },
			'The request may have been carried out: look into Acme first, and send it again only if it is not there. Where a double does no harm, "Retry Uncertain Sends" in the options sends it again by itself.',
		],
		[{ anew: 'Try again.', repeatable: true }, 'Try again. Change it.'],
		[{ vendorCode: 7, httpStatus: 500 }, 'Change it. Acme answered without a reason (code 7, HTTP 500).'],
	])('words %p', (facts, text) => expect(describeFacts({ ...refusal.facts, ...facts })).toBe(text));
});

describe('toNodeError', () => {
	it('is an operation error when a field was refused', () => {
		const failure = invalidField('File', 'is empty', 'Choose one.');
		expect(toNodeError(node, failure, 3)).toMatchObject({
			name: 'NodeOperationError',
			message: '"File" is empty',
			description: 'Choose one.',
			context: { itemIndex: 3 },
		});
	});

	it('keeps its own message although n8n would replace one that holds a network code', () => {
		const failure = invalidField('File', 'names ENOENT.txt', 'Choose another one.');
		expect(toNodeError(node, failure, 3).message).toBe('"File" names ENOENT.txt');
		expect(
			toNodeError(node, refusal.with({ message: 'No ECONNRESET.txt', httpStatus: 400 }), 3).message,
		).toBe('No ECONNRESET.txt');
	});

	it('gives n8n the status, the cause and the vendor’s words', () => {
		const failure = refusal.with({
			httpStatus: 429,
			vendorText: 'slow down',
			vendorCode: 9,
			cause: 'rate-limited',
		});
		expect(toNodeError(node, failure, 2)).toMatchObject({
			name: 'NodeApiError',
			message: 'Acme refused it',
			description: 'Change it. Acme said: "slow down" (code 9, HTTP 429).',
			httpCode: '429',
			failure: { cause: 'rate-limited' },
			context: { itemIndex: 2, data: { code: 9, message: 'slow down', delivery: 'refused' } },
		});
	});

	it('gives n8n the wait that the vendor asked for', () => {
		const failure = refusal.with({ httpStatus: 429, cause: 'rate-limited', repeatAfterMs: 7000 });
		const error = toNodeError(node, failure, 0) as NodeApiError;
		expect(error.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 7000 });
		const now = toNodeError(node, failure.with({ repeatAfterMs: 0 }), 0) as NodeApiError;
		expect(now.failure).toEqual({ cause: 'rate-limited' });
	});

	it('gives n8n only what is known', () => {
		const error = toNodeError(node, refusal.with({ httpStatus: 400 }), 0) as NodeApiError;
		expect(error.context.data).toStrictEqual({ delivery: 'refused' });
		expect(error.failure).toBeUndefined();
		expect(error.messages).toEqual(['Acme refused it']);
	});

	it('shows the vendor’s words among n8n’s own messages', () => {
		const error = toNodeError(node, refusal.with({ httpStatus: 400, vendorText: 'bad id' }), 0);
		expect(error.messages).toEqual(['bad id']);
	});

	it.each([
		['a network failure', { networkCode: 'ECONNREFUSED', delivery: 'notSent' as const }],
		['a refusal without a status', {}],
		['an uncertain outcome', { delivery: 'uncertain' as const }],
	])('has no status for %s', (_, facts) => {
		expect(toNodeError(node, refusal.with(facts), 0)).toMatchObject({ name: 'NodeApiError', httpCode: null });
	});

	it('is of the vendor when the vendor answered before anything was carried out', () => {
		const failure = refusal.with({ httpStatus: 401, delivery: 'notSent' });
		expect(toNodeError(node, failure, 0)).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
	});
});

describe('failureJson', () => {
	it('puts all that is known under the one key error', () => {
		const facts = { field: 'Chat ID', vendorCode: 7, vendorText: 'bad id', httpStatus: 400 };
		const done = { name: '48213_photo.png' };
		expect(failureJson(refusal.with({ ...facts, done, tries: 2, repeatable: true }), node)).toStrictEqual({
			error: {
				message: 'Acme refused it',
				description: 'Change it. Acme said: "bad id" (code 7, HTTP 400). Tried 2 times.',
				delivery: 'refused',
				...facts,
				done,
			},
		});
	});

	it('leaves out what is not known', () => {
		expect(failureJson(refusal, node)).toStrictEqual({
			error: { message: 'Acme refused it', description: 'Change it.', delivery: 'refused' },
		});
	});
});

describe('errors of a tool', () => {
	const tool = { ...node, type: 'acmeTool' };
	const shown = (failure: Failure) => {
		const { message, description } = toNodeError(tool, failure, 0);
		// Some ways of n8n append a description that the message does not hold
		expect(message).toContain(description ?? '');
		const { error } = failureJson(failure, tool) as { error: { message: string; description?: string } };
		expect(error.message).toBe(message);
		return { message, description: error.description };
	};

	it('say in their message what happened, that nothing did, and what would be right', () => {
		expect(shown(invalidField('Type', 'holds "video"', 'Use one of: auto, image.')).message).toBe(
			'"Type" holds "video"; nothing was carried out; to put it right: Use one of: auto, image.',
		);
		expect(shown(refusal.with({ vendorText: 'bad id', httpStatus: 400 }))).toEqual({
			message:
				'Acme refused it; nothing was carried out; to put it right: Change it. Acme said: "bad id" (HTTP 400).',
			description: 'Acme said: "bad id" (HTTP 400).',
		});
		expect(shown(refusal.with({ anew: 'Try again later.', remedy: '' })).message).toBe(
			'Acme refused it; nothing was carried out; to put it right: Try again later.',
		);
		expect(shown(refusal.with({ anew: 'Try again later.' })).message).toBe(
			'Acme refused it; nothing was carried out; to put it right: Try again later. Change it.',
		);
		expect(shown(refusal.with({ remedy: '' })).message).toBe('Acme refused it; nothing was carried out.');
	});

	it('say that what may have arrived is not to be sent again, and nothing that speaks for it', () => {
		const doubt = refusal.with({
			message: 'The answer was lost',
			delivery: 'uncertain',
			repeatable: true,
			anew: 'Try again.',
			networkCode: 'ECONNRESET',
			tries: 3,
		});
		expect(shown(doubt)).toEqual({
			message: 'The answer was lost; it may have arrived: do not send it again.',
			description: undefined,
		});
	});

	it('tell what was done of a thing that failed half-way', () => {
		const done = { delivered: 'a.png' };
		const remedy = 'Already delivered: a.png. Leave it out.';
		expect(shown(refusal.with({ done, remedy })).message).toBe(
			'Acme refused it; not all of it was carried out; to put it right: Already delivered: a.png. Leave it out.',
		);
		expect(shown(refusal.with({ done, remedy, delivery: 'uncertain' })).message).toBe(
			'Acme refused it; it may have arrived: do not send it again; Already delivered: a.png. Leave it out.',
		);
	});

	it('are told apart by the type of the node', () => {
		expect(isTool(tool)).toBe(true);
		expect(isTool({ ...node, type: 'acmeToolbox' })).toBe(false);
	});
});

import type { IWebhookFunctions } from 'n8n-workflow';

import { rawBodyField, readRawBody } from '../../nodes/engine/rawBody';
import { Refusal } from '../../nodes/engine/refusal';

const contextOf = (request: object) =>
	({ getRequestObject: () => request }) as unknown as Pick<IWebhookFunctions, 'getRequestObject'>;

const refusalOf = async (thrown: unknown) => {
	const readRaw = async () => await Promise.reject(thrown as Error);
	const caught = await readRawBody(contextOf({ readRawBody: readRaw })).catch((error: unknown) => error);
	expect(caught).toBeInstanceOf(Refusal);
	const { status, reason, message } = caught as Refusal;
	return { status, reason, message };
};

it('are those that n8n has read already, which it is not asked for again', async () => {
	const readRaw = jest.fn();
	const bytes = await readRawBody(contextOf({ rawBody: Buffer.from('here'), readRawBody: readRaw }));
	expect([bytes.toString(), readRaw.mock.calls]).toEqual(['here', []]);
});

it('are read where n8n has not', async () => {
	const request: { rawBody?: Buffer; readRawBody: () => Promise<void> } = {
		readRawBody: async () => await Promise.resolve(void (request.rawBody = Buffer.from('late'))),
	};
	expect((await readRawBody(contextOf(request))).toString()).toBe('late');
});

it('are none where there is no body', async () => {
	expect(await readRawBody(contextOf({ readRawBody: async () => await Promise.resolve() }))).toHaveLength(0);
	expect(await readRawBody(contextOf({}))).toHaveLength(0);
});

it('are refused as too large where n8n says so', async () => {
	expect(await refusalOf(Object.assign(new Error('request entity too large'), { status: 413 }))).toEqual({
		status: 413,
		reason: 'tooLarge',
		message: 'The body is larger than this n8n takes.',
	});
});

it.each([new Error('unexpected end of file'), Object.assign(new Error('no'), { status: 400 }), undefined])(
	'are refused as unreadable otherwise: %p',
	async (thrown) => {
		expect(await refusalOf(thrown)).toEqual({
			status: 400,
			reason: 'unreadable',
			message: 'The body could not be read: it is cut short or packed wrongly.',
		});
	},
);

it('are kept from n8n by the value of a field that nobody sees', () => {
	expect(rawBodyField).toMatchObject({ name: 'options', type: 'hidden', default: { binaryData: true } });
});

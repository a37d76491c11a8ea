import { Failure } from '../../../../nodes/engine/errors';
import { readDelivery } from '../../../../nodes/Expertflow/messages/delivery';

const answer = (status: number, body: unknown) => ({
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('answers of CCM', () => {
	it.each([
		[200, { status: 'DELIVERED', reasonCode: 200 }, { status: 'DELIVERED', reasonCode: 200 }],
		[200, { status: 'READ', reasonCode: '200' }, { status: 'READ', reasonCode: '200' }],
		[202, '', { status: 'ACCEPTED' }],
		[200, {}, { status: 'ACCEPTED' }],
	])('%i %j', (status, body, expected) => {
		expect(readDelivery(answer(status, body))).toMatchObject({ httpStatus: status, ...expected });
	});

	it.each([
		[200, '<html>', /web page/],
		[400, { status: 400, message: 'BAD_REQUEST', description: 'x' }, /refused the message/],
		[404, { status: 404, error: 'Not Found' }, /refused the message/],
		[404, { status: 'FAILED', reasonCode: '404' }, /no channel/],
		[200, { status: 'FAILED', reasonCode: 500 }, /could not deliver/],
		[500, { message: 'x' }, /could not finish/],
	])('that are failures: %i %j', (status, body, message) => {
		expect(() => readDelivery(answer(status, body))).toThrow(message);
	});

	/** A success by its status, and something else by what it holds. */
	const insides: Array<[body: unknown, facts: object]> = [
		[
			{ status: 400, message: 'BAD_REQUEST', description: 'no agent' },
			{ delivery: 'refused', vendorCode: 'BAD_REQUEST', vendorText: 'no agent' },
		],
		[
			{ status: '400', error: 'Bad Request' },
			{ delivery: 'refused', vendorCode: '400', vendorText: 'Bad Request' },
		],
		[
			{ statusCode: 401, message: 'Unauthorized' },
			{ delivery: 'refused', vendorCode: 401, vendorText: 'Unauthorized' },
		],
		[
			{ status: 'BAD_REQUEST', message: 'no header' },
			{ delivery: 'refused', vendorCode: 'BAD_REQUEST', vendorText: 'no header' },
		],
		[{ status: 'NOT_FOUND' }, { delivery: 'refused', vendorCode: 'NOT_FOUND' }],
		[
			{ status: 500, error: 'Internal Server Error' },
			{ delivery: 'uncertain', vendorCode: 500 },
		],
		[
			{ status: 'INTERNAL_SERVER_ERROR', message: 'x' },
			{ delivery: 'uncertain', vendorCode: 'INTERNAL_SERVER_ERROR' },
		],
		[
			{ status: 'ERROR', message: 'x' },
			{ delivery: 'uncertain', vendorCode: 'ERROR' },
		],
		[{ error: 'something broke' }, { delivery: 'uncertain', vendorText: 'something broke' }],
		[
			{ status: 'Failed', reasonCode: '400', markdownText: 'no bot' },
			{ delivery: 'refused', vendorCode: '400', vendorText: 'no bot' },
		],
		[
			{ type: 'DELIVERYNOTIFICATION', messageId: '1', reasonCode: 500 },
			{
				delivery: 'refused',
				vendorCode: 500,
				message: 'Expertflow could not deliver the message',
				remedy: 'Check Service Identifier, Customer Identifier and the additional fields of this item.',
			},
		],
		[
			{ id: '1', header: {}, body: { type: 'DELIVERYNOTIFICATION', status: 'FAILED', reasonCode: 404 } },
			{
				delivery: 'refused',
				vendorCode: 404,
				field: 'Service Identifier',
				remedy:
					'Compare "Service Identifier" with the channel in Unified Admin: it must be the same text, character by character.',
			},
		],
	];

	it.each(insides)('are no successes because their status is 200: %j', (body, facts) => {
		const read = () => readDelivery(answer(200, body));
		expect(read).toThrow(Failure);
		expect(read).toThrow(
			expect.objectContaining({ facts: expect.objectContaining({ ...facts, httpStatus: 200 }) }),
		);
	});

	const successes: Array<[status: number, body: unknown, told: object]> = [
		[
			200,
			{ type: 'DELIVERYNOTIFICATION', status: 'DELIVERED', reasonCode: 200 },
			{ status: 'DELIVERED', reasonCode: 200 },
		],
		[200, { status: 'CONNECTED' }, { status: 'CONNECTED' }],
		[200, { status: 200, message: 'OK' }, { status: 'ACCEPTED' }],
		[
			200,
			{ id: '1', header: {}, body: { status: 'DELIVERED', reasonCode: '200' } },
			{ status: 'DELIVERED', reasonCode: '200' },
		],
		[202, { message: 'taken' }, { status: 'ACCEPTED' }],
		[200, { error: null, status: 'DELIVERED' }, { status: 'DELIVERED' }],
		[200, ['other'], { status: 'ACCEPTED' }],
		[200, 'null', { status: 'ACCEPTED' }],
	];

	it.each(successes)('that are successes: %i %j', (status, body, told) => {
		expect(readDelivery(answer(status, body))).toEqual({ httpStatus: status, ...told });
	});
});

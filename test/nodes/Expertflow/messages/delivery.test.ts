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
});

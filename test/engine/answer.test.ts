import { statusFailure, textAnswer } from '../../nodes/engine/answer';

describe('textAnswer', () => {
	it('keeps status, text and headers of what n8n gives', () => {
		const headers = { 'Retry-After': '3600', 'set-cookie': ['a=1', 'b=2'] };
		const answer = textAnswer({ statusCode: 429, headers, body: 'later' });
		expect(answer).toEqual({
			status: 429,
			headers: { 'retry-after': '3600', 'set-cookie': 'a=1\nb=2' },
			body: 'later',
		});
		expect(statusFailure('Acme', answer)?.facts).toMatchObject({ repeatAfterMs: 3_600_000 });
	});

	it('has no text where there is none', () => {
		expect(textAnswer({ statusCode: 204, headers: undefined, body: undefined })).toEqual({
			status: 204,
			headers: {},
			body: '',
		});
	});
});

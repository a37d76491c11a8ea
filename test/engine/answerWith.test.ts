import type { IWebhookFunctions } from 'n8n-workflow';

import { answerWith, type FlowResult } from '../../nodes/engine/answerWith';
import { Fields } from '../../nodes/engine/fields';

const fields = Fields.of({}, []);

/** Express' response as n8n uses it, and what it has sent. */
function stand() {
	const sent: Array<{ status: number; body: unknown }> = [];
	const response = {
		statusCode: 200,
		json(body: unknown) {
			sent.push({ status: this.statusCode, body });
			return this;
		},
	};
	const context = { getResponseObject: () => response } as unknown as IWebhookFunctions;
	return { response, context, sent };
}

/** What the answer is made of when n8n sends this. */
function resultOf(given: unknown, statusCode = 200) {
	const { response, context, sent } = stand();
	const results: FlowResult[] = [];
	answerWith(context, fields, (result, ...more) => {
		expect(more).toEqual([fields, context]);
		results.push(result);
		return { status: 207, body: { made: true } };
	});
	response.statusCode = statusCode;
	expect(response.json(given)).toBe(response);
	expect(sent).toEqual([{ status: 207, body: { made: true } }]);
	return results;
}

it.each([
	[200, [{ text: 'Hi' }, { text: 'there' }]],
	[299, [{ text: 'Hi' }]],
])('a flow that ends with status %s gives its items', (status, items) => {
	expect(resultOf(items, status)).toEqual([{ items }]);
});

it.each<[string, unknown, number]>([
	['gives no item', [], 200],
	['gives something else', { message: 'Workflow was started' }, 200],
	['is told by a text', 'No item to return was found', 200],
	['fails', [{ code: 0, message: 'There was a problem executing the workflow' }], 500],
	['is sent elsewhere', [{ text: 'Hi' }], 300],
])('a flow that %s gives none', (_what, given, status) => {
	expect(resultOf(given, status)).toEqual([{}]);
});

it('what is sent afterwards is sent as it is', () => {
	const { response, context, sent } = stand();
	answerWith(context, fields, () => ({ status: 201, body: {} }));
	response.json([]);
	response.json({ more: 1 });
	expect(sent[1]).toEqual({ status: 201, body: { more: 1 } });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { stringify } from 'flatted';

import { readExecution } from '../../tools/runtime/executions';
import { N8nRest } from '../../tools/runtime/rest';

let server: Server;
let n8n: N8nRest;
let answers: object[];
let asked: number;

beforeEach(async () => {
	asked = 0;
	server = createServer((_request, response) => {
		asked += 1;
		response.setHeader('content-type', 'application/json');
		const data = answers.length > 1 ? answers.shift() : answers[0];
		if (data && 'message' in data) {
			response.statusCode = 500;
			response.end(JSON.stringify(data));
		} else response.end(JSON.stringify({ data }));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	n8n = new N8nRest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(() => server.close());

const state = (status: string, kept: unknown) => ({ id: '7', status, data: stringify(kept) });

const DONE = { resultData: { runData: { Post: [{ data: { main: [[{ json: { id: 1 } }]] } }] } } };
const FAILED = { resultData: { error: { message: 'Refused', node: { name: 'Post' } }, runData: {} } };
const BEGUN = { resultData: { runData: {} }, executionData: { nodeExecutionStack: [] } };

describe('an execution', () => {
	it.each([
		['by hand, of which n8n has kept nothing yet', undefined],
		['that a webhook has started', BEGUN],
	])('%s, is read once what it came to is kept as well', async (_, begun) => {
		answers = [state('running', begun), state('success', begun), state('success', DONE)];
		const { status, outputs } = await readExecution(n8n, '7');
		expect([status, outputs('Post'), asked]).toEqual(['success', [[{ json: { id: 1 } }]], 3]);
	});

	it('that has failed is read once its error is kept', async () => {
		answers = [state('error', BEGUN), state('error', FAILED)];
		expect(await readExecution(n8n, '7')).toMatchObject({ status: 'error', error: 'Post: Refused' });
	});

	it('that n8n cannot read yet is asked for again, and no other trouble of n8n is passed over', async () => {
		const unread = { message: "Cannot read properties of undefined (reading 'resultData')" };
		answers = [unread, unread, state('success', DONE)];
		expect(await readExecution(n8n, '7')).toMatchObject({ status: 'success' });
		answers = [{ message: 'SQLITE_FULL' }];
		await expect(readExecution(n8n, '7')).rejects.toThrow('SQLITE_FULL');
	});

	it.each(['canceled', 'crashed'])('that was %s is read as it is: nothing more may come', async (status) => {
		answers = [state(status, BEGUN)];
		expect(await readExecution(n8n, '7')).toMatchObject({ status, error: undefined });
		expect(asked).toBe(1);
	});
});

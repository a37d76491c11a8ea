import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Agent } from 'undici';

import type { ClientWork } from '../job';

type Send = (item: IDataObject) => Promise<unknown>;

function messageOf({ session, message }: IDataObject): string {
	return JSON.stringify({ ChatSessionId: session, Type: 'ToCustomer', Message: message });
}

function withAxios({ url, headers, concurrency }: ClientWork): Send {
	const options = { keepAlive: true, maxSockets: concurrency };
	const client = axios.create({
		headers: { 'Content-Type': 'application/json', ...headers },
		httpAgent: new HttpAgent(options),
		httpsAgent: new HttpsAgent(options),
		proxy: false,
	});
	return async (item) => (await client.post<unknown>(url, messageOf(item))).data;
}

function withUndici({ url, headers, concurrency, path }: ClientWork): Send {
	const dispatcher = new Agent({ connections: concurrency, bodyTimeout: 0, headersTimeout: 0 });
	const { origin, pathname, search } = new URL(url);
	return async (item) => {
		const length = path ? { 'content-length': String((await stat(path)).size) } : {};
		const answer = await dispatcher.request({
			origin,
			path: `${pathname}${search}`,
			method: 'POST',
			headers: {
				'content-type': path ? 'application/octet-stream' : 'application/json',
				...headers,
				...length,
			},
			body: path ? createReadStream(path) : messageOf(item),
		});
		return await answer.body.json();
	};
}

/** A way to send items with an HTTP client alone; gives the answers. Its connections outlive a call. */
export function plainSender(work: ClientWork): (items: INodeExecutionData[]) => Promise<unknown[]> {
	const send = work.client === 'axios' ? withAxios(work) : withUndici(work);
	return async (items) => {
		const answers: unknown[] = [];
		const waiting = items.entries();
		const worker = async () => {
			for (const [index, { json }] of waiting) answers[index] = await send(json);
		};
		await Promise.all(Array.from({ length: work.concurrency }, worker));
		return answers;
	};
}

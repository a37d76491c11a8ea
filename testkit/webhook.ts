import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip, createInflate } from 'node:zlib';

import { HookContext, WebhookContext } from 'n8n-core';
import type { IDataObject, IWebhookData, IWebhookDescription, IWebhookResponseData } from 'n8n-workflow';

import { placeTrigger, type TriggerRun } from './placedTrigger';

/** A trigger with an address, as n8n would have it published. */
export interface WebhookRun extends TriggerRun {
	/** Takes an execution over, as n8n does before it answers; what it rejects with becomes a 500. */
	start?: (items: IDataObject[]) => Promise<void>;
	/** Whether n8n's address for it is where it listens here, so that a vendor's call while it registers gets through. */
	reachable?: true;
	/** What the flow's last node gives, where the sender waits for that: items, or nothing when the flow fails. */
	lastNode?: (items: IDataObject[]) => IDataObject[] | undefined;
}

/** A published trigger. */
export interface PublishedTrigger {
	/** Where it listens, on the loopback. */
	url: string;
	/** The items of each execution that it has started, oldest first. */
	started: IDataObject[][];
	/** Why it has thrown, if it has: n8n shows that among the executions. */
	failures: Error[];
	/** Asks what n8n asks when a flow is published or taken back. */
	asked: (method: 'checkExists' | 'create' | 'delete') => Promise<boolean>;
	stop: () => Promise<void>;
}

interface ExpressLike {
	status(code: number): ExpressLike;
	json(body: unknown): ExpressLike;
	end(body?: string): void;
}

/** A request and its answer as n8n hands them to a node: with a body that is read when the node asks for it, and Express' short forms. */
function dressed(request: IncomingMessage, response: ServerResponse) {
	const readRawBody = async () => {
		const packed = request.headers['content-encoding'];
		const unpacking = packed === 'gzip' ? createGunzip() : packed === 'deflate' ? createInflate() : undefined;
		const chunks: Buffer[] = [];
		const source = unpacking
			? request.on('error', (error) => unpacking.destroy(error)).pipe(unpacking)
			: request;
		for await (const chunk of source) chunks.push(chunk as Buffer);
		Object.assign(request, { rawBody: Buffer.concat(chunks) });
	};
	const express: ServerResponse & ExpressLike = Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return express;
		},
		json(body: unknown) {
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
			return express;
		},
	});
	return {
		httpRequest: Object.assign(request, { readRawBody, params: {}, query: {} }),
		httpResponse: express,
	};
}

/**
 * Serves a trigger's `webhook()` in this process, in n8n's own context, with what n8n makes of its result around it. How n8n itself behaves is
 * for the tests in a real n8n.
 */
export async function publishTrigger(run: WebhookRun): Promise<PublishedTrigger> {
	const { type, workflow, node, additionalData } = placeTrigger(run);
	const { webhook } = type;
	if (!webhook) throw new Error(`${run.node} is no trigger with an address`);
	const webhooks = type.description.webhooks ?? [];
	/** A node may have several addresses, which differ in their end. */
	const calledBy = ({ url = '' }: IncomingMessage) => {
		const [path] = url.split('?');
		return webhooks.find((one) => path.endsWith(`/${one.path.split('/').at(-1)}`)) ?? webhooks[0];
	};
	const dataOf = (webhookDescription: IWebhookDescription) =>
		({ webhookDescription, node: 'Trigger', isTest: run.mode === 'manual' }) as IWebhookData;
	const mode = run.mode ?? 'webhook';
	const started: IDataObject[][] = [];
	const failures: Error[] = [];

	const respond = async (
		result: IWebhookResponseData,
		{ responseMode, responseCode }: IWebhookDescription,
		express: ExpressLike,
	) => {
		const code = workflow.expression.getSimpleParameterValue(node, responseCode, mode, {}, undefined, 200);
		if (result.workflowData) {
			const items = result.workflowData[0].map(({ json }) => json);
			await run.start?.(items);
			started.push(items);
			if (responseMode === 'lastNode') {
				const given = run.lastNode ? run.lastNode(items) : [{ text: 'Hello' }];
				if (given) express.status(200).json(given);
				else express.status(500).json({ message: 'Error in workflow' });
				return;
			}
		}
		if (result.noWebhookResponse) return;
		const { webhookResponse } = result as { webhookResponse?: unknown };
		if (typeof webhookResponse === 'string') express.status(Number(code)).end(webhookResponse);
		else express.status(Number(code)).json(webhookResponse);
	};
	const server: Server = createServer((request, response) => {
		const { httpRequest, httpResponse } = dressed(request, response);
		const data = { ...additionalData, httpRequest, httpResponse } as unknown as typeof additionalData;
		const called = calledBy(request);
		const context = new WebhookContext(workflow, node, data, mode, dataOf(called), [], null);
		const serving = async () => await respond(await webhook.call(context), called, httpResponse);
		serving().catch((error: Error) => {
			failures.push(error);
			httpResponse.status(500).json({ message: 'Workflow Webhook Error' });
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	if (run.reachable) {
		Object.assign(additionalData, {
			webhookBaseUrl: `${url}webhook`,
			webhookTestBaseUrl: `${url}webhook-test`,
		});
	}
	return {
		url,
		started,
		failures,
		asked: async (method) => {
			const context = new HookContext(workflow, node, additionalData, mode, 'activate', dataOf(webhooks[0]));
			return (await type.webhookMethods?.default?.[method].call(context)) ?? false;
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

function descriptionOf(name: string): INodeType['description'] {
	return {
		displayName: name,
		name,
		group: ['output'],
		version: 1,
		description: 'Part of the benchmark',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Chat Session', name: 'chatSessionId', type: 'string', default: '' },
			{ displayName: 'Message', name: 'message', type: 'string', default: '' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 1 },
		],
	};
}

function read(context: IExecuteFunctions, item: number) {
	return {
		url: context.getNodeParameter('url', item) as string,
		body: {
			ChatSessionId: context.getNodeParameter('chatSessionId', item) as string,
			Type: 'ToCustomer',
			Message: context.getNodeParameter('message', item) as string,
		},
	};
}

async function each(context: IExecuteFunctions, work: (item: number) => Promise<IDataObject>) {
	const concurrency = context.getNodeParameter('concurrency', 0) as number;
	const output: INodeExecutionData[] = [];
	const waiting = context.getInputData().keys();
	const worker = async () => {
		for (const item of waiting) output[item] = { json: await work(item), pairedItem: { item } };
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
	return [output];
}

/** Reads its fields and sends nothing: what n8n itself costs. */
export const idle: INodeType = {
	description: descriptionOf('idle'),
	async execute(this: IExecuteFunctions) {
		return await each(this, async (item) => read(this, item).body);
	},
};

/** Reads its fields and calls n8n's helper, with nothing around it: n8n and its HTTP client. */
export const loop: INodeType = {
	description: { ...descriptionOf('loop'), credentials: [{ name: 'superOfficeApi', required: true }] },
	async execute(this: IExecuteFunctions) {
		return await each(this, async (item) => {
			const options = { method: 'POST', ...read(this, item), json: true } as const;
			return (await this.helpers.httpRequestWithAuthentication.call(
				this,
				'superOfficeApi',
				options,
			)) as IDataObject;
		});
	},
};

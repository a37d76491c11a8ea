import { Readable } from 'node:stream';

import type {
	IAdditionalCredentialOptions,
	IBinaryData,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import type { OptionDefaults } from '../../nodes/engine/options';

export const node: INode = {
	id: '1',
	name: 'Acme',
	type: 'acme',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What the Options of a node under test start from. */
export const defaults: OptionDefaults = { timeoutMs: 1000, writes: true };

/** What n8n's helper gives for a request, or an error that it throws. */
export type HelperAnswer = { statusCode: number; headers?: unknown; body?: unknown } | Error;

/** What a node's context says about one execution. */
export interface ContextFacts {
	/** One entry an item: its fields. */
	items?: Array<Record<string, unknown>>;
	continueOnFail?: boolean;
	signal?: AbortSignal;
	/** The node's name and type. */
	name?: string;
	type?: string;
	/** The node's parameters, of which each item has its own values. */
	parameters?: INode['parameters'];
	/** The entry of n8n's stack that is run; the tries of one run have the same. */
	entry?: object;
	/** What n8n keeps of the node with the execution; without it there is nothing of the kind. */
	own?: Record<string, unknown>;
	/** The files of each item, by field. */
	files?: INodeExecutionData['binary'];
	/** Which run of the node it is; the first unless given. */
	runIndex?: number;
	credentials?: ICredentialDataDecryptedObject;
	/** How often the credential can be read before it is gone. */
	readable?: number;
	/** Given in turn, the last one for ever; a function is asked at every request. */
	answers?: HelperAnswer[] | ((options: IHttpRequestOptions, signal?: AbortSignal) => Promise<unknown>);
	/** The file of every item, and the stored bytes of its `id`. */
	binary?: IBinaryData;
	stored?: Buffer[];
	storedSize?: number;
}

/** A request as n8n's helper was asked for it: `signing` is what n8n is told of the credential. */
export interface Asked {
	credential: string;
	options: IHttpRequestOptions;
	signing: IAdditionalCredentialOptions;
}

/**
 * The part of a node's context that the engine uses, without n8n: for what can be seen at this border alone. That n8n does
 * with it what we think is tested in n8n itself, by the tests that use `runNode`.
 */
export function contextOf(facts: ContextFacts = {}): {
	context: IExecuteFunctions;
	asked: Asked[];
	/** How often the credential was read. */
	reads: () => number;
	/** The execution's own data. */
	highlighted: Record<string, string>;
	/** The stored file, each time that it was opened. */
	streams: Readable[];
} {
	const { items = [{}], continueOnFail = false, signal, credentials, answers = [], binary } = facts;
	const { readable = Infinity, name = node.name, type = node.type, entry = {} } = facts;
	const { parameters = node.parameters } = facts;
	const highlighted: Record<string, string> = {};
	const asked: Asked[] = [];
	const streams: Readable[] = [];
	let reads = 0;
	const answer = async (options: IHttpRequestOptions, aborted?: AbortSignal) => {
		if (typeof answers === 'function') return await answers(options, aborted);
		const given = answers[Math.min(asked.length, answers.length) - 1];
		if (given instanceof Error) throw given;
		return given;
	};
	const context = {
		getInputData: () => items.map((json) => ({ json, ...(facts.files ? { binary: facts.files } : {}) })),
		getNodeParameter: (name: string, index: number) => items[index][name],
		getNode: () => ({ ...node, name, type, parameters }),
		customData: { set: (key: string, value: string) => void (highlighted[key] = value) },
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => continueOnFail,
		getExecuteData: () => entry,
		getWorkflow: () => ({ id: 'flow', active: false }),
		getContext() {
			if (!facts.own) throw new Error('`executionData` is not initialized');
			return facts.own;
		},
		getWorkflowDataProxy: () => ({ $runIndex: facts.runIndex ?? 0 }),
		async getCredentials() {
			reads += 1;
			if (!credentials || reads > readable) throw new Error('no credential');
			return { ...credentials };
		},
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				credential: string,
				options: IHttpRequestOptions,
				signing: IAdditionalCredentialOptions,
			) {
				asked.push({ credential, options, signing });
				return await answer(options, this.getExecutionCancelSignal());
			},
			assertBinaryData() {
				if (!binary) throw new Error('no binary data');
				return binary;
			},
			getBinaryMetadata: async () => ({ fileSize: facts.storedSize }),
			async getBinaryStream() {
				const stream = Readable.from(facts.stored ?? []);
				streams.push(stream);
				return stream;
			},
		},
	};
	return {
		context: context as unknown as IExecuteFunctions,
		asked,
		reads: () => reads,
		highlighted,
		streams,
	};
}

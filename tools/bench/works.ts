import type { INodeParameters } from 'n8n-workflow';

import type { ClientWork, NodeWork } from './job';

const LOGIN = { username: 'bench', password: 'of-the-benchmark-only' };
const BASIC = `Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64')}`;

/** The options that let HTTP Request do its best: nothing kept for a redirect, nothing guessed about the answer. */
const BEST: INodeParameters = {
	redirect: { redirect: { followRedirects: false } },
	response: { response: { responseFormat: 'json' } },
};

/** Which settings HTTP Request has. */
export type Settings = 'default' | 'best';

const optionsOf = (settings: Settings): INodeParameters => (settings === 'best' ? BEST : {});

/** SuperOffice Add Chat Message. */
export function messageNode(url: string, options: INodeParameters): NodeWork {
	return {
		type: 'node',
		node: 'superOfficeAddChatMessage',
		parameters: {
			authentication: 'onsite',
			chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.session }}' },
			text: '={{ $json.message }}',
			options,
		},
		credentials: {
			superOfficeApi: { baseUrl: `${url}/SuperOffice/api`, authentication: 'basic', ...LOGIN },
		},
	};
}

const messagePath = '/SuperOffice/api/v1/ChatSession';

/** The same call as users wire it with HTTP Request. */
export function messageByHttpRequest(url: string, settings: Settings, more: INodeParameters = {}): NodeWork {
	return {
		type: 'node',
		node: 'n8n-nodes-base.httpRequest',
		parameters: {
			method: 'POST',
			url: `=${url}${messagePath}/{{ $json.session }}/Messages`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBasicAuth',
			sendBody: true,
			bodyParameters: {
				parameters: [
					{ name: 'ChatSessionId', value: '={{ $json.session }}' },
					{ name: 'Type', value: 'ToCustomer' },
					{ name: 'Message', value: '={{ $json.message }}' },
				],
			},
			options: { ...optionsOf(settings), ...more },
		},
		credentials: { httpBasicAuth: { user: LOGIN.username, password: LOGIN.password } },
	};
}

/** The same call from a plain loop around n8n's helper, or without sending at all. */
export function messageByLoop(url: string, node: 'loop' | 'idle', concurrency: number): NodeWork {
	return {
		type: 'node',
		node,
		parameters: {
			url: `=${url}${messagePath}/{{ $json.session }}/Messages`,
			chatSessionId: '={{ $json.session }}',
			message: '={{ $json.message }}',
			concurrency,
		},
		credentials: messageNode(url, {}).credentials,
	};
}

/** The same call by an HTTP client alone. */
export function messageByClient(url: string, client: ClientWork['client'], concurrency: number): ClientWork {
	return {
		type: 'client',
		client,
		url: `${url}${messagePath}/5000/Messages`,
		headers: { authorization: BASIC, accept: 'application/json' },
		concurrency,
	};
}

const keycloakLogin = {
	realm: 'bench',
	clientId: 'bench',
	clientSecret: 'secret',
	username: 'bench',
	password: 'secret',
};

const expertflow = (url: string, session: boolean): NodeWork['credentials'] => ({
	expertflowApi: {
		baseUrl: url,
		authentication: session ? 'keycloak' : 'none',
		...(session ? keycloakLogin : {}),
		accessToken: '',
	},
});

/** Expertflow Upload File. @param session whether a session has to be got, and got again when it ends */
export function uploadNode(url: string, session: boolean, options: INodeParameters = {}): NodeWork {
	return {
		type: 'node',
		node: 'expertflowUploadFile',
		parameters: {
			binaryField: 'data',
			additionalFields: { conversationId: '={{ $json.tag }}' },
			options: { maxFileSize: 0, timeout: 600_000, ...options },
		},
		credentials: expertflow(url, session),
	};
}

/** The same upload with HTTP Request and the same credential. */
export function uploadByHttpRequest(url: string, settings: Settings, session: boolean): NodeWork {
	return {
		type: 'node',
		node: 'n8n-nodes-base.httpRequest',
		parameters: {
			method: 'POST',
			url: `=${url}/file-engine/api/uploadFileStream?conversationId={{ $json.tag }}`,
			...(session ? { authentication: 'predefinedCredentialType', nodeCredentialType: 'expertflowApi' } : {}),
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: {
				parameters: [
					{ parameterType: 'formData', name: 'conversationId', value: '={{ $json.tag }}' },
					{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
				],
			},
			options: { ...optionsOf(settings), timeout: 600_000 },
		},
		credentials: expertflow(url, session),
	};
}

/** The bytes of a file as the body, by an HTTP client alone. */
export function uploadByClient(url: string, path: string): ClientWork {
	return {
		type: 'client',
		client: 'undici',
		url: `${url}/file-engine/api/uploadFileStream?conversationId=file`,
		headers: {},
		concurrency: 1,
		path,
	};
}

const callGear = (url: string): NodeWork['credentials'] => ({
	callGearApi: {
		host: 'custom',
		baseUrl: url,
		authentication: 'accessToken',
		accessToken: 'of-the-benchmark-only',
	},
});

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** The chat as the node's fields, each with an expression. */
const CHAT_FIELDS: INodeParameters = {
	source: 'fields',
	phone: '={{ $json.phone }}',
	status: '={{ $json.status }}',
	siteId: locator('={{ $json.site_id }}'),
	startDateTime: '={{ $json.start_date_time }}',
	messages: {
		message: [0, 1, 2].map((index) => ({
			dateTime: `={{ $json.messages[${index}].date_time }}`,
			messageSource: `={{ $json.messages[${index}].source }}`,
			employeeId: locator(`={{ $json.messages[${index}].employee_id }}`),
			text: `={{ $json.messages[${index}].message }}`,
		})),
	},
	additionalFields: { visitorName: '={{ $json.name }}', extId: '={{ $json.ext_id }}' },
};

/** How a chat comes in. */
const CHAT_SOURCES = {
	fields: CHAT_FIELDS,
	json: { source: 'json', chat: '={{ $json }}' },
	rows: { source: 'rows' },
} satisfies Record<string, INodeParameters>;

/** CallGear Upload Chats. @param source how the chats come in: as one JSON object each, field by field, or as a row for each message */
export function chatsNode(
	url: string,
	source: keyof typeof CHAT_SOURCES,
	options: INodeParameters = {},
): NodeWork {
	return {
		type: 'node',
		node: 'callGearUploadChats',
		parameters: {
			...CHAT_SOURCES[source],
			options: { accountTimezone: 'Europe/Oslo', ...options },
		},
		credentials: callGear(url),
	};
}

/** The chats of rows, put together and sent by hand with n8n's helper, 50 a request. */
export function chatsByHand(url: string): NodeWork {
	return {
		type: 'node',
		node: 'chatsByHand',
		parameters: { url: `${url}/v2.0` },
		credentials: callGear(url),
	};
}

/** The same chats with HTTP Request: a call for each, with the key in an expression as CallGear wants it in the body. */
export function chatsByHttpRequest(url: string, settings: Settings): NodeWork {
	const params = '{ access_token: "of-the-benchmark-only", chats: [$json] }';
	return {
		type: 'node',
		node: 'n8n-nodes-base.httpRequest',
		parameters: {
			method: 'POST',
			url: `${url}/v2.0`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { jsonrpc: "2.0", id: "1", method: "upload.chats", params: ${params} } }}`,
			options: optionsOf(settings),
		},
		credentials: {},
	};
}

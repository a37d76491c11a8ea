import type { Tour } from '../tour/tour';

export const genesys: Tour = {
	vendor: 'genesys',
	page: 'genesys.md',
	nodes: [
		{
			node: 'Genesys Attach File',
			searches: ['genesys', 'attach file', 'link file'],
		},
		{
			node: 'Genesys Upload File',
			searches: ['genesys', 'upload file', 'send file'],
		},
	],
	delivered: {
		kind: 'uploadedFile',
		fact: { chatId: '0001RaC8KT5M00QX', text: 'Here is your signed contract' },
	},
	credential: {
		type: 'genesysWebServicesApi',
		node: 'Genesys Attach File',
		connect: 'Connect to Genesys Web Services',
		fields: ({ url, keys }) => [
			['Base URL', url],
			['User Name', keys.username],
			['Password', keys.password],
		],
		wrong: ['Password', 'password-of-last-year'],
		refusal: 'Genesys did not accept the login.',
	},
	list: {
		step: {
			node: 'Genesys Attach File',
			parameters: {},
			file: 'signed-contract.pdf',
		},
		label: 'Chat',
		entries: [
			'Visitor · chat-inbound-q · Chatting · 0001PaBMYY3600R8',
			'Jürgen · sales · Chatting · 0001RaC8KT5M00QX',
		],
		search: { text: 'jürgen', entries: ['Jürgen · sales · Chatting · 0001RaC8KT5M00QX'] },
		pick: 'Jürgen',
		kept: { kind: 'linkedDocument', fact: { chatId: '0001RaC8KT5M00QX', name: 'signed-contract.pdf' } },
		refused: {
			world: ({ genesys: { faults } }) => {
				const body = { statusCode: 20, statusMessage: 'Access denied' };
				faults.add({ times: Infinity, fault: { kind: 'status', status: 403, body } });
			},
			shown: 'Genesys did not accept the login',
		},
	},
	pasted: {
		baseUrl: (url) => `${url}/api/v2/me/chats/0001PaBMYY3600R8`,
		step: { node: 'Genesys Upload File', parameters: {} },
		fields: [
			['Chat', 'http://127.0.0.1:5811/api/v2/me/chats/0001PaBMYY3600R8'],
			['Document', 'http://127.0.0.1:5811/api/v2/chats/0001PaBMYY3600R8/attachments/0001PaBMYY3600RC'],
		],
		kept: { kind: 'uploadedFile', fact: { chatId: '0001PaBMYY3600R8' } },
	},
	mapping: {
		step: {
			node: 'Genesys Upload File',
			parameters: {
				chatId: { __rl: true, mode: 'id', value: '0001PaBMYY3600R8' },
				documentId: { __rl: true, mode: 'id', value: '' },
			},
			input: { document: '0001PaBMYY3600RC', note: 'Here it is' },
		},
		from: 'document',
		to: 'Document',
		preview: '0001PaBMYY3600RC',
		output: { chatId: '0001PaBMYY3600R8', documentId: '0001PaBMYY3600RC', statusCode: 0 },
		kept: { kind: 'uploadedFile', fact: { chatId: '0001PaBMYY3600R8' } },
	},
	mistake: {
		step: {
			node: 'Genesys Upload File',
			parameters: {
				chatId: { __rl: true, mode: 'id', value: '0001RaC8KT5M00QX' },
				documentId: { __rl: true, mode: 'id', value: '0001PaBMYY3600RC' },
			},
		},
		shown: {
			message: 'Genesys cannot deliver this document in the chat now',
			description: 'Genesys Attach File',
		},
	},
	triggers: [
		{
			node: 'Genesys Trigger',
			action: 'On text',
			happening: {
				event: 'The customer writes',
				text: 'Where is my parcel?',
				listens: ({ genesys: { state } }) => state.notifications.sessions === 1,
			},
			item: {
				event: 'Text',
				sender: expect.objectContaining({ type: 'customer', name: 'Visitor' }),
				text: 'Where is my parcel?',
				isOwn: false,
				chatId: '0001PaBMYY3600R8',
			},
		},
	],
	example: 'genesys-send-file',
	published: {
		step: {
			node: 'Genesys Upload File',
			parameters: {
				chatId: { __rl: true, mode: 'id', value: '={{ $json.body.chat }}' },
				documentId: { __rl: true, mode: 'id', value: '={{ $json.body.document }}' },
			},
		},
		body: { chat: '0001PaBMYY3600R8', document: '0001PaBMYY3600RC' },
		kept: { kind: 'uploadedFile', fact: { chatId: '0001PaBMYY3600R8' } },
	},
};

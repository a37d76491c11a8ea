import type { Tour } from '../tour/tour';

const onsite = { authentication: 'onsite' };
const session = (value: string) => ({ __rl: true, mode: 'id', value });

export const superOffice: Tour = {
	vendor: 'superOffice',
	page: 'superoffice.md',
	nodes: [
		{
			node: 'SuperOffice Add Chat Message',
			searches: ['superoffice', 'add chat message', 'chat message'],
		},
	],
	delivered: {
		kind: 'message',
		fact: { ChatSessionId: 5177, Message: 'Your parcel left Bergen this morning.' },
	},
	credential: {
		type: 'superOfficeApi',
		node: 'SuperOffice Add Chat Message',
		parameters: onsite,
		connect: 'Connect to SuperOffice',
		fields: ({ url, keys }) => [
			['Base URL', `${url}/SuperOffice/api`],
			['User Name', keys.username],
			['Password', keys.password],
		],
		wrong: ['Password', 'password-of-last-year'],
		refusal: 'SuperOffice did not accept the credential.',
	},
	list: {
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: { ...onsite, text: 'Hello from the list' },
		},
		label: 'Chat Session',
		entries: [
			'Sales · Waiting · Price list? · 5179',
			"Åse Øvrebø · Support · Waiting · Where's my parcel? · 5178",
			'Ida Berg · Support · Waiting for agent · Any news? · 5177',
			'Per Aas · Support · Waiting for customer · Takk! · 103',
		],
		search: { text: 'news', entries: ['Ida Berg · Support · Waiting for agent · Any news? · 5177'] },
		pick: '5177',
		kept: { kind: 'message', fact: { ChatSessionId: 5177, Message: 'Hello from the list' } },
		long: {
			fill: ({ superOffice: { state, settings } }) => {
				const [first] = state.sessions.values();
				for (let id = 6_001; id <= 6_000 + settings.pageSize; id += 1) {
					state.sessions.set(id, { ...first, id, status: 'InQueue' });
				}
			},
			entries: 54,
		},
		refused: {
			world: ({ superOffice: { faults } }) => {
				const body = { Message: 'The application is not approved.' };
				faults.add({ times: Infinity, fault: { kind: 'status', status: 403, body } });
			},
			shown: 'The application is not approved.',
		},
	},
	pasted: {
		baseUrl: (url) => `${url}/SuperOffice/api/v1/ChatSession/5177`,
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: { ...onsite, text: 'Your parcel has arrived' },
		},
		fields: [['Chat Session', 'http://127.0.0.1:5815/SuperOffice/api/v1/ChatSession/5177']],
		kept: { kind: 'message', fact: { ChatSessionId: 5177, Message: 'Your parcel has arrived' } },
	},
	mapping: {
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: { ...onsite, chatSessionId: session('5177') },
			input: { news: 'Your parcel is in Oslo', order: 'A-1042' },
		},
		from: 'news',
		to: 'Text',
		preview: 'Your parcel is in Oslo',
		output: { ChatSessionId: 5177, Message: 'Your parcel is in Oslo', Type: 'ToCustomer' },
		kept: { kind: 'message', fact: { ChatSessionId: 5177, Message: 'Your parcel is in Oslo' } },
	},
	mistake: {
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: { ...onsite, chatSessionId: session('999999'), text: 'Hello?' },
		},
		shown: { message: 'SuperOffice has no chat session 999999', description: '' },
	},
	triggers: [
		{
			node: 'SuperOffice Trigger',
			action: 'On message added',
			// A vendor that starts anew counts from the same number again: messages would be taken for those that the tests before have added
			world: ({ superOffice: { state } }) => void (state.lastMessageId += 1_000),
			happening: {
				event: 'The customer writes',
				text: 'Where is my parcel?',
				listens: ({ superOffice: { state } }) => state.webhooks.size === 1,
			},
			item: {
				event: 'chatsession.message',
				sender: { type: 'customer', name: 'Ida Berg' },
				text: 'Where is my parcel?',
				isOwn: false,
				chatSessionId: 5177,
			},
		},
		{
			node: 'SuperOffice Polling Trigger',
			action: 'On message added',
			world: ({ superOffice: { state, clock } }) => {
				const [chat] = [...state.sessions.values()].filter(({ id }) => id === 5177);
				chat.lastMessage = 'Is there news of order A-1042?';
				chat.messages.push({
					// No number that the tests before have had, as above
					ChatMessageId: (state.lastMessageId += 2_000),
					ChatSessionId: chat.id,
					Type: 'ToUser',
					Message: chat.lastMessage,
					Author: chat.customer.name,
					ReadByCustomer: 0,
					SpecialType: 'None',
					SpecialParam: '',
					WhenPosted: clock.now(),
				});
			},
			item: {
				event: 'chatsession.message',
				sender: { type: 'customer', name: 'Ida Berg' },
				text: 'Is there news of order A-1042?',
				isOwn: false,
				chatSessionId: 5177,
				topicName: 'Support',
			},
		},
	],
	example: 'superoffice-chat-message',
};

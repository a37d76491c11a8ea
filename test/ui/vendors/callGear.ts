import { DateTime } from 'luxon';

import type { Tour } from '../tour/tour';

const site = { __rl: true, mode: 'id', value: '3101' };
const chat = (message: string) => ({
	phone: '971500000001',
	siteId: site,
	messages: {
		message: [{ dateTime: '={{ $now.minus({ minutes: 5 }) }}', messageSource: 'visitor', text: message }],
	},
});

export const callGear: Tour = {
	vendor: 'callGear',
	page: 'callgear.md',
	nodes: [
		{
			node: 'CallGear Upload Chats',
			searches: ['callgear', 'upload chats', 'chat history'],
		},
	],
	delivered: { kind: 'chat', fact: { phone: '971500000001', site_id: 3101 } },
	credential: {
		type: 'callGearApi',
		node: 'CallGear Upload Chats',
		connect: 'Connect to CallGear',
		fields: ({ url, keys }) => [
			['Host', { pick: 'Custom' }],
			['Base URL', url],
			['API Key', keys.accessToken],
		],
		wrong: ['API Key', 'key-of-the-other-host'],
		refusal: 'CallGear does not know the API key.',
	},
	list: {
		step: { node: 'CallGear Upload Chats', parameters: { ...chat('Is Friday free?'), siteId: undefined } },
		label: 'Site',
		entries: ['Acme Dental · acme-dental.example · 3101', 'Acme Shop · acme-shop.example · 3102'],
		search: { text: 'DENTAL', entries: ['Acme Dental · acme-dental.example · 3101'] },
		pick: '3101',
		kept: { kind: 'chat', fact: { site_id: 3101 } },
		long: {
			// The first page holds one site of the two.
			fill: ({ callGear: { settings } }) => {
				settings.shortPage = true;
			},
			entries: 2,
		},
		refused: {
			world: ({ callGear: { settings } }) => {
				settings.whitelist = ['203.0.113.7'];
			},
			shown: 'CallGear does not let this n8n in: its IP address is not on the list',
		},
	},
	pasted: {
		baseUrl: (url) => `${url}/v2.0/`,
		step: { node: 'CallGear Upload Chats', parameters: chat('Is Monday free?') },
		fields: [],
		kept: { kind: 'chat', fact: { site_id: 3101 } },
	},
	mapping: {
		step: {
			node: 'CallGear Upload Chats',
			parameters: { ...chat('Olá!'), phone: '' },
			input: { phone_number: '+971 50 000 0002', name: 'Omar' },
		},
		from: 'phone_number',
		to: 'Phone',
		preview: '+971 50 000 0002',
		output: { messages: 1 },
		kept: { kind: 'chat', fact: { phone: '971500000002' } },
	},
	mistake: {
		step: {
			node: 'CallGear Upload Chats',
			parameters: { ...chat('Hello?'), siteId: { ...site, value: '7' } },
		},
		shown: {
			message: '"Site" holds 7, which CallGear does not know',
			description: 'Choose it from the list, or check the ID in CallGear. Removed ones are not known either.',
		},
	},
	triggers: [
		{
			node: 'CallGear Notification Trigger',
			action: 'On chat',
			fields: [['Secret in the Address', 'kq3-v8Wd_Zt61mLx0pRb']],
			happening: {
				address: 'HTTP notifications',
				event: 'A chat is over',
				text: 'Is Friday free?',
			},
			item: { event: 'chat', text: 'Is Friday free?', visitor_name: 'Mira Stone', isOwn: false },
		},
		{
			node: 'CallGear Trigger',
			action: 'On chat finished',
			world: ({ callGear: { state, settings, clock } }) => {
				const begun = DateTime.fromJSDate(clock.now(), { zone: settings.timezone }).minus({ minutes: 9 });
				state.chats.push({
					id: 881_000,
					status: 'succeed',
					initiator: 'visitor',
					date_time: begun.toFormat('yyyy-MM-dd HH:mm:ss'),
					duration: '70',
					chat_channel_type: 'comagic',
					messages_count: 2,
					employee_id: 9012,
					site_id: 3101,
					phone: '971500000001',
					messages: [],
				});
			},
			item: {
				event: 'finished',
				chat_id: 881_000,
				status: 'succeed',
				employee_full_name: 'Aisha Khan',
				visitor_phone_number: 971500000001,
			},
		},
	],
	example: 'callgear-nightly-upload',
	published: {
		step: {
			node: 'CallGear Upload Chats',
			parameters: { ...chat('={{ $json.body.text }}'), phone: '={{ $json.body.phone }}' },
		},
		body: { phone: '971500000003', text: 'Sent by a webhook' },
		kept: { kind: 'chat', fact: { phone: '971500000003' } },
	},
};

import type { Tour } from '../tour/tour';

const channel = { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' };

export const expertflow: Tour = {
	vendor: 'expertflow',
	page: 'expertflow.md',
	nodes: [
		{ node: 'Expertflow Send Media', searches: ['expertflow', 'send media', 'send image'] },
		{ node: 'Expertflow Upload File', searches: ['expertflow upload', 'upload file'] },
		{ node: 'Expertflow Upload File From URL', searches: ['upload from url'] },
		{ node: 'Expertflow Download File', searches: ['expertflow download', 'download file'] },
		{ node: 'Expertflow Send Message', searches: ['expertflow send message'] },
		{ node: 'Expertflow Send Receipt', searches: ['expertflow send receipt'] },
		{ node: 'Expertflow End Chat', searches: ['end chat'] },
		{ node: 'Expertflow Trigger', shown: 'Expertflow', searches: ['expertflow', 'provider webhook'] },
	],
	delivered: {
		kind: 'message',
		fact: {
			header: { channelData: { channelCustomerIdentifier: '4915550001122' } },
			body: { type: 'IMAGE', caption: 'My router' },
		},
	},
	credential: {
		type: 'expertflowApi',
		node: 'Expertflow Send Media',
		connect: 'Connect to Expertflow',
		fields: ({ url, keys }) => [
			['Base URL', url],
			['Authentication', { pick: 'Keycloak Login' }],
			['Client Secret', keys.clientSecret],
			['User Name', keys.username],
			['Password', keys.password],
		],
		wrong: ['Password', 'password-of-last-year'],
		refusal: 'Keycloak',
	},
	pasted: {
		baseUrl: (url) => `${url}/unified-agent/`,
		world: ({ expertflow: { state } }) => {
			state.files.set('48213_router.png', { sha256: '', type: 'image/png', size: 310 });
		},
		step: { node: 'Expertflow Send Media', parameters: { ...channel, source: 'storedFile' } },
		fields: [
			['Stored Name', 'http://127.0.0.1:5814/file-engine/api/downloadFileStream?filename=48213_router.png'],
		],
		kept: {
			kind: 'message',
			fact: {
				body: { type: 'IMAGE', attachment: { mediaUrl: expect.stringMatching(/=48213_router\.png$/) } },
			},
		},
	},
	mapping: {
		step: {
			node: 'Expertflow Send Media',
			parameters: { ...channel, channelCustomerIdentifier: '' },
			input: { customer: '4915550001177', note: 'My router' },
			file: 'broken-router.png',
		},
		from: 'customer',
		to: 'Customer Identifier',
		preview: '4915550001177',
		output: { status: 'DELIVERED', mediaType: 'IMAGE', type: 'image/png' },
		kept: {
			kind: 'message',
			fact: { header: { channelData: { channelCustomerIdentifier: '4915550001177' } } },
		},
	},
	mistake: {
		step: {
			node: 'Expertflow Send Media',
			parameters: { ...channel, binaryField: 'photo' },
			file: 'broken-router.png',
		},
		shown: {
			message: '"Input Data Field Name" names no file: this item has none called "photo"',
			description:
				'This item has: data. Type one of these names, as n8n shows them under Binary in the input.',
		},
	},
	triggers: [
		{
			node: 'Expertflow Trigger',
			action: 'On text',
			fields: [['Secret in the Address', 'kq3-v8Wd_Zt61mLx0pRb']],
			happening: {
				address: 'Provider Webhook',
				event: 'An agent writes',
				text: 'Your router is on its way',
			},
			item: {
				text: 'Your router is on its way',
				isOwn: false,
				serviceIdentifier: '880044',
				channelCustomerIdentifier: '4915550001122',
			},
		},
	],
	example: 'expertflow-send-media',
	published: {
		step: {
			node: 'Expertflow Send Media',
			parameters: {
				...channel,
				channelCustomerIdentifier: '={{ $json.body.customer }}',
				source: 'url',
				sourceUrl: '={{ $json.body.file }}',
				channel: 'WHATSAPP',
			},
		},
		body: { customer: '4915550001188', file: 'http://127.0.0.1:5816/warranty-card.pdf' },
		kept: {
			kind: 'message',
			fact: { header: { channelData: { channelCustomerIdentifier: '4915550001188' } } },
		},
	},
};

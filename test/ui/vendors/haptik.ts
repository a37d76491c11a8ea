import type { Tour } from '../tour/tour';

export const haptik: Tour = {
	vendor: 'haptik',
	page: 'haptik.md',
	nodes: [
		{
			node: 'Haptik Send File',
			searches: ['haptik', 'send file'],
		},
		{
			node: 'Haptik Send Message',
			searches: ['haptik send message'],
		},
		{
			node: 'Haptik Trigger',
			shown: 'Haptik',
			searches: ['haptik trigger'],
		},
		{
			node: 'Haptik Bot Step Trigger',
			searches: ['bot step'],
		},
	],
	delivered: {
		kind: 'file',
		fact: {
			auth_id: 'cust_88123',
			business_id: 7104,
			message_body: 'Here is the signed contract',
		},
	},
	credential: {
		type: 'haptikApi',
		node: 'Haptik Send File',
		connect: 'Connect to Haptik',
		fields: ({ url, keys }) => [
			['Base URL', url],
			['Token', keys.token],
			['Client ID', keys.clientId],
			['Business ID', keys.businessId],
		],
		wrong: ['Token', 'token-of-another-bot'],
		refusal:
			'Haptik did not accept the credential. Compare Token and Client ID with those in Haptik: the token of the channel (Platform Deployment > Bot as an API), of the same environment as Base URL. Haptik said: "invalid authorization details" (HTTP 401).',
	},
	pasted: {
		baseUrl: (url) => `${url}/v1.0/log_file_from_user/`,
		step: {
			node: 'Haptik Send File',
			parameters: { authId: 'cust_88123', registerUser: true },
			file: 'signed-contract.pdf',
		},
		fields: [],
		kept: { kind: 'file', fact: { auth_id: 'cust_88123' } },
	},
	mapping: {
		step: {
			node: 'Haptik Send File',
			parameters: { registerUser: true },
			input: { customer: 'cust_4711', note: 'The photo you asked for' },
			file: 'damaged-parcel.jpg',
		},
		from: 'customer',
		to: 'Auth ID',
		preview: 'cust_4711',
		output: {
			auth_id: 'cust_4711',
			file_name: 'damaged-parcel.jpg',
			message_type: 1,
		},
		kept: { kind: 'file', fact: { auth_id: 'cust_4711', message_type: 1 } },
	},
	mistake: {
		step: {
			node: 'Haptik Send File',
			parameters: { authId: 'cust_nobody' },
			file: 'signed-contract.pdf',
		},
		shown: {
			message: 'Haptik does not know the user "cust_nobody"',
			description:
				'Turn on "Register User When Unknown", or check "Auth ID": it has to be written as it was registered. Haptik said: "user is not registered" (HTTP 403).',
		},
	},
	triggers: [
		{
			node: 'Haptik Trigger',
			action: 'On message',
			happening: {
				address: 'Webhook URL',
				event: 'The bot writes, with quick replies',
				text: 'Where is your parcel to go?',
				picture: 'images/haptik-send-event.png',
			},
			item: {
				event: 'message',
				sender: { type: 'bot', id: '12', name: 'gogo' },
				text: 'Where is your parcel to go?',
				isOwn: false,
				authId: 'cust_88123',
			},
		},
		{
			node: 'Haptik Bot Step Trigger',
			fields: [['Fallback Text', 'I cannot look that up right now']],
			happening: {
				address: 'API of the bot’s step',
				event: 'A step of the bot asks the flow',
				text: 'A-1042',
			},
			item: { event: 'API_INTEGRATION', node: 'order_lookup', values: { order_id: 'A-1042' } },
		},
	],
	example: 'haptik-web-form-file',
};

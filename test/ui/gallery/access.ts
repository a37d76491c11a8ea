import type { Mistake } from './mistake';

/** Keys, addresses and rights. */
export const access: Mistake[] = [
	{
		title: 'The token belongs to another bot',
		credential: 'haptikApi',
		wrong: { token: 'token-of-another-bot' },
		step: { node: 'Haptik Send File', parameters: { authId: 'cust_88123' }, file: 'signed-contract.pdf' },
	},
	{
		title: "n8n's address is not on CallGear's list",
		credential: 'callGearApi',
		step: {
			node: 'CallGear Upload Chats',
			parameters: {
				messages: { message: [{ dateTime: '={{ $now.minus(60000) }}', text: 'Is Friday free?' }] },
				phone: '971500000001',
				siteId: { __rl: true, mode: 'id', value: '3101' },
			},
		},
		world: ({ callGear }) => {
			callGear.settings.whitelist = ['203.0.113.7'];
		},
	},
	{
		title: 'Nothing answers at the Base URL',
		credential: 'genesysWebServicesApi',
		wrong: { baseUrl: 'http://127.0.0.1:9' },
		step: {
			node: 'Genesys Upload File',
			parameters: {
				chatId: { __rl: true, mode: 'id', value: '0001PaBMYY3600R8' },
				documentId: { __rl: true, mode: 'id', value: '0001PaBMYY3600RC' },
			},
		},
	},
	{
		title: 'A web page answers in place of the vendor',
		credential: 'expertflowApi',
		step: {
			node: 'Expertflow Send Media',
			parameters: { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' },
			file: 'broken-router.png',
		},
		world: ({ expertflow }) => {
			const fault = { kind: 'html', processed: false } as const;
			expertflow.faults.add({ when: { path: '/file-engine/' }, times: Infinity, fault });
		},
	},
];

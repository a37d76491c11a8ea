import type { Mistake } from './mistake';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Who or what is meant. */
export const ids: Mistake[] = [
	{
		title: 'Haptik does not know the user',
		credential: 'haptikApi',
		step: { node: 'Haptik Send File', parameters: { authId: 'cust_nobody' }, file: 'signed-contract.pdf' },
	},
	{
		title: 'No Business ID anywhere',
		credential: 'haptikApi',
		wrong: { businessId: '' },
		step: { node: 'Haptik Send File', parameters: { authId: 'cust_88123' }, file: 'signed-contract.pdf' },
	},
	{
		title: 'The chat session does not exist',
		credential: 'superOfficeApi',
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: { authentication: 'onsite', chatSessionId: byId('99'), text: 'Any news?' },
		},
	},
	{
		title: 'The chat is another agent’s',
		credential: 'genesysWebServicesApi',
		step: {
			node: 'Genesys Attach File',
			parameters: { chatId: byId('0001RaC8KT5M00QY') },
			file: 'signed-contract.pdf',
		},
	},
	{
		title: 'The document is not linked to the chat',
		credential: 'genesysWebServicesApi',
		step: {
			node: 'Genesys Upload File',
			parameters: { chatId: byId('0001RaC8KT5M00QX'), documentId: byId('0001PaBMYY3600RC') },
		},
	},
	{
		title: 'The site is not of this account',
		credential: 'callGearApi',
		step: {
			node: 'CallGear Upload Chats',
			parameters: {
				messages: { message: [{ dateTime: '={{ $now.minus(60000) }}', text: 'Is Friday free?' }] },
				phone: '971500000001',
				siteId: byId('7'),
			},
		},
	},
];

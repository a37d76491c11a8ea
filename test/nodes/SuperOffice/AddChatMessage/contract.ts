import { escape } from 'lodash';

import type { ActionContract, Variant, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, instantOf, SETTING } from '../../../../testkit/fates';
import { knowledgeOf, MESSAGES, type SuperOffice } from '../support';

const NO_SESSION = 'A login onsite is good or bad for good';

/** HTML that shows a text as it stands. */
const asHtml = (text: string) => escape(text).replace(/\r\n|\r|\n/g, '<br>');

const item = (index: number) => ({ json: { index, session: 5177, text: `Message ${index}` } });

function addChatMessage(superOffice: () => SuperOffice): Omit<Variant, 'credentials'> {
	const { secrets, held } = knowledgeOf(superOffice);
	return {
		parameters: {
			chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.session }}' },
			text: '={{ $json.text }}',
		},
		item,
		bad: {
			item: (index) => ({ json: { ...item(index).json, text: '' } }),
			message: /^"Text" is empty$/,
		},
		refused: {
			item: (index) => ({ json: { ...item(index).json, session: 404 } }),
			message: /^SuperOffice has no chat session 404$/,
		},
		call: { method: 'POST', path: MESSAGES },
		writes: true,
		delivered: () => held().map(({ Message }) => Number(String(Message).slice('Message '.length))),
		secrets,
		soak: { unit: 'message', count: 10_000 },
	};
}

const onsite: VariantOf<'superOffice'> = (superOffice) => {
	const message = addChatMessage(superOffice);
	return {
		...message,
		variant: 'onsite',
		credentials: () => ({ superOfficeApi: knowledgeOf(superOffice).typed.onsite() }),
		parameters: { ...message.parameters, authentication: 'onsite' },
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

const online: VariantOf<'superOffice'> = (superOffice) => {
	const message = addChatMessage(superOffice);
	return {
		...message,
		variant: 'online',
		credentials: () => ({ superOfficeSystemUserApi: knowledgeOf(superOffice).typed.systemUser() }),
		parameters: { ...message.parameters, authentication: 'systemUser' },
		steps: {
			'finding the tenant': { method: 'GET', path: /^\/api\/state\// },
			'sign-in': { method: 'POST', path: /\/PartnerSystemUser\/Authenticate$/ },
		},
		expire: () => superOffice().state.tickets.clear(),
	};
};

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

export const contract: ActionContract<'superOffice'> = {
	node: 'superOfficeAddChatMessage',
	variants: [onsite, online],
	fates: {
		'options.acceptLanguage': IDENTIFIER,
		'options.culture': IDENTIFIER,
		'options.language': IDENTIFIER,
		'options.timeZone': IDENTIFIER,
		authentication: SETTING,
		'additionalFields.readByCustomer': (value) => [
			['true', '1'].includes(String(value).toLowerCase()) ? '1' : '0',
		],
		'additionalFields.whenPosted': (value) => [instantOf(value).toUTC().toISO()],
		'options.escapeHtml': SETTING,
		text: (value) => [asHtml(String(value))],
	},
	subtitles: [
		[{}, ''],
		[{ chatSessionId: byId('5177') }, 'session 5177'],
		[
			{
				chatSessionId: byUrl('https://online3.superoffice.com/Cust1/api/v1/ChatSession/5177/Messages'),
			},
			'session 5177',
		],
	],
	tool: { model: ['text'], flow: ['chatSessionId', 'messageType'] },
};

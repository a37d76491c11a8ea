import type { ContractOf, NodeContract } from '../../../../testkit/contract';
import { knowledgeOf, MESSAGES, type SuperOffice } from '../support';

const NO_SESSION = 'A login onsite is good or bad for good';

const item = (index: number) => ({ json: { index, session: 5177, text: `Message ${index}` } });

function contractFor(superOffice: () => SuperOffice): Omit<NodeContract, 'credentials'> {
	const { secrets, held } = knowledgeOf(superOffice);
	return {
		node: 'superOfficeAddChatMessage',
		vendor: superOffice,
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
	};
}

export const superOfficeAddChatMessage: ContractOf<'superOffice'> = (superOffice) => {
	const contract = contractFor(superOffice);
	return {
		...contract,
		variant: 'onsite',
		credentials: () => ({ superOfficeApi: knowledgeOf(superOffice).typed.onsite() }),
		parameters: { ...contract.parameters, authentication: 'onsite' },
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

export const superOfficeAddChatMessageOnline: ContractOf<'superOffice'> = (superOffice) => {
	const contract = contractFor(superOffice);
	return {
		...contract,
		variant: 'online',
		credentials: () => ({ superOfficeSystemUserApi: knowledgeOf(superOffice).typed.systemUser() }),
		parameters: { ...contract.parameters, authentication: 'systemUser' },
		steps: {
			'finding the tenant': { method: 'GET', path: /^\/api\/state\// },
			'sign-in': { method: 'POST', path: /\/PartnerSystemUser\/Authenticate$/ },
		},
		expire: () => superOffice().state.tickets.clear(),
	};
};

import { range } from 'lodash';

import type { ContractOf, Exception, NodeContract } from '../../../testkit/contract';
import type { Expertflow } from './support';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const SOURCE = 'https://media.example.test/m/77';

const SIGN_IN = { method: 'POST', path: /\/protocol\/openid-connect\/token$/ };

/** What all contracts share: a login at Keycloak, whose token can end. */
function loggedIn(expertflow: () => Expertflow) {
	const keys = () => expertflow().keys;
	return {
		vendor: expertflow,
		credentials: () => {
			const { realm, clientId, clientSecret, username, password } = keys();
			const login = { realm, clientId, clientSecret, username, password };
			return { expertflowApi: { baseUrl: expertflow().url, authentication: 'keycloak', ...login } };
		},
		prepare: () => {
			expertflow().settings.gateway = '4.9';
		},
		secrets: () => [keys().token, keys().clientSecret, keys().password, 'expertflow-sandbox-access-'],
		steps: { 'sign-in': SIGN_IN },
		expire: () => expertflow().state.tokens.clear(),
	};
}

const withPhoto = (json: Record<string, string | number>, fileName = 'photo.png') => ({
	json,
	files: { data: { bytes: PNG, fileName, mimeType: 'image/png' } },
});

/** The indexes of the files that the file engine holds, by their tags. */
const taggedFiles = (expertflow: () => Expertflow) => () =>
	expertflow()
		.store.held('file')
		.map(({ fact }) => Number(String(fact.conversationId).replace('tag', '')));

export const expertflowUploadFile: ContractOf<'expertflow'> = (expertflow) => ({
	...loggedIn(expertflow),
	node: 'expertflowUploadFile',
	parameters: { binaryField: 'data', additionalFields: { conversationId: '={{ $json.tag }}' } },
	item: (index) => withPhoto({ index, tag: `tag${index}` }),
	bad: {
		item: (index) => ({ json: { index, tag: `tag${index}` } }),
		message: /^"Input Data Field Name" names no file/,
	},
	refused: {
		item: (index) => withPhoto({ index, tag: `tag${index}` }, 'archive.zip'),
		message: /^Expertflow refused the file$/,
	},
	call: { method: 'POST', path: '/file-engine/api/uploadFileStream' },
	writes: true,
	delivered: taggedFiles(expertflow),
});

export const expertflowUploadFileFromUrl: ContractOf<'expertflow'> = (expertflow) => ({
	...loggedIn(expertflow),
	node: 'expertflowUploadFileFromUrl',
	parameters: {
		sourceUrl: '={{ $json.source }}',
		channel: 'WEB',
		fileDetails: { fileName: 'photo.jpg' },
		additionalFields: { conversationId: '={{ $json.tag }}' },
	},
	item: (index) => ({ json: { index, source: SOURCE, tag: `tag${index}` } }),
	bad: {
		item: (index) => ({ json: { index, source: 'ftp://files.example.test/a.jpg', tag: `tag${index}` } }),
		message: /^"Source URL" is no web address$/,
	},
	refused: {
		item: (index) => ({ json: { index, source: 'https://unknown.example.test/a.jpg', tag: `tag${index}` } }),
		message: /^Expertflow refused the file$/,
	},
	call: { method: 'POST', path: '/file-engine/api/uploadFileFromUrl' },
	writes: true,
	delivered: taggedFiles(expertflow),
});

export const expertflowDownloadFile: ContractOf<'expertflow'> = (expertflow) => {
	const account = loggedIn(expertflow);
	const call = { method: 'GET', path: '/file-engine/api/downloadFileStream' };
	return {
		...account,
		node: 'expertflowDownloadFile',
		parameters: { source: 'storedFile', storedName: '={{ $json.name }}', outputField: 'data' },
		item: (index) => ({ json: { index, name: `${index}_photo.png` } }),
		bad: { item: (index) => ({ json: { index, name: '' } }), message: /^"Stored Name" is empty$/ },
		refused: {
			item: (index) => ({ json: { index, name: `unknown${index}.png` } }),
			message: /^Expertflow has no file "unknown\d+\.png"$/,
		},
		call,
		writes: false,
		prepare: (count) => {
			account.prepare();
			const { state, store } = expertflow();
			store.keepFile('photo', PNG);
			for (const index of range(count)) {
				state.files.set(`${index}_photo.png`, { sha256: 'photo', type: 'image/png', size: PNG.length });
			}
		},
		delivered: () =>
			expertflow()
				.store.requests(call)
				.filter(({ answer }) => answer.status === 200)
				.map(({ query }) => parseInt(String(query.filename), 10)),
		exceptions: {
			'empty answer': { report: 'delivered', because: 'A stored file can be empty' },
			'JSON cut in half': {
				report: 'delivered',
				because:
					'The answer is a file, not JSON; one that something in between shortens together with its announced length looks whole',
			},
		},
	};
};

const ANY_SUCCESS: Exception = {
	report: 'delivered',
	because: 'CCM takes a message with any status of success, and its body differs or is missing',
};

function sendMedia(expertflow: () => Expertflow): Omit<NodeContract, 'item' | 'bad' | 'refused'> {
	return {
		...loggedIn(expertflow),
		node: 'expertflowSendMedia',
		parameters: {
			serviceIdentifier: '={{ $json.service }}',
			channelCustomerIdentifier: '={{ $json.customer }}',
			caption: '={{ String($json.index) }}',
		},
		call: { method: 'POST', path: '/ccm/message/receive' },
		writes: true,
		delivered: () =>
			expertflow()
				.store.held<{ body: { caption: string } }>('message')
				.map(({ fact }) => Number(fact.body.caption)),
		steps: { 'sign-in': SIGN_IN, upload: { method: 'POST', path: /\/uploadFile(Stream|FromUrl)$/ } },
		exceptions: { 'empty answer': ANY_SUCCESS, 'JSON of another shape': ANY_SUCCESS },
	};
}

const customer = (index: number, service = '880044') => ({ index, service, customer: `customer${index}` });
const NO_SERVICE = /^"Service Identifier" is empty$/;
const NO_CHANNEL =
	/^Expertflow has no channel with this Service Identifier; the file itself is already uploaded$/;

export const expertflowSendMediaFromFile: ContractOf<'expertflow'> = (expertflow) => {
	const contract = sendMedia(expertflow);
	return {
		...contract,
		variant: 'from file',
		parameters: { ...contract.parameters, source: 'file', binaryField: 'data' },
		item: (index) => withPhoto(customer(index)),
		bad: { item: (index) => withPhoto(customer(index, '')), message: NO_SERVICE },
		refused: { item: (index) => withPhoto(customer(index, 'nobody')), message: NO_CHANNEL },
	};
};

export const expertflowSendMediaFromUrl: ContractOf<'expertflow'> = (expertflow) => {
	const contract = sendMedia(expertflow);
	const fields = { source: 'url', sourceUrl: SOURCE, channel: 'WEB' };
	return {
		...contract,
		variant: 'from URL',
		parameters: { ...contract.parameters, ...fields, fileDetails: { fileName: 'photo.jpg' } },
		item: (index) => ({ json: customer(index) }),
		bad: { item: (index) => ({ json: customer(index, '') }), message: NO_SERVICE },
		refused: { item: (index) => ({ json: customer(index, 'nobody') }), message: NO_CHANNEL },
	};
};

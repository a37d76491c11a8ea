import { range } from 'lodash';

import type { ContractOf } from '../../../../testkit/contract';
import { jpeg, knowledgeOf, UPLOAD } from '../support';

const item = (index: number) => ({
	json: { index, authId: `cust_${index}` },
	files: { data: { bytes: jpeg(`photo ${index}`), fileName: `photo${index}.jpg`, mimeType: 'image/jpeg' } },
});

const NO_SESSION = 'Haptik has no session: its token is good or bad for good';

export const haptikSendFile: ContractOf<'haptik'> = (haptik) => {
	const { knows, credential, files, secrets } = knowledgeOf(haptik);
	return {
		node: 'haptikSendFile',
		vendor: haptik,
		credentials: () => ({ haptikApi: credential() }),
		parameters: { authId: '={{ $json.authId }}', text: '={{ $json.index }}' },
		item,
		bad: {
			item: (index) => ({ ...item(index), json: { index, authId: '' } }),
			message: /^"Auth ID" is empty$/,
		},
		refused: {
			item: (index) => ({ ...item(index), json: { index, authId: 'nobody' } }),
			message: /^Haptik does not know the user "nobody"$/,
		},
		call: { method: 'POST', path: UPLOAD },
		writes: true,
		prepare: (count) => range(count).forEach((index) => knows(`cust_${index}`)),
		delivered: () => files().map(({ fact }) => Number(fact.message_body)),
		secrets,
		exceptions: {
			'401 once': { report: 'not delivered', because: NO_SESSION },
			'session expires in the middle of a run': { report: 'not delivered', because: NO_SESSION },
		},
	};
};

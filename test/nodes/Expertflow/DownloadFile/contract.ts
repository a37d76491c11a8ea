import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { loggedIn, PNG } from '../support';

const downloadFile: VariantOf<'expertflow'> = (expertflow) => {
	const account = loggedIn(expertflow);
	const call = { method: 'GET', path: '/file-engine/api/downloadFileStream' };
	return {
		...account,
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

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowDownloadFile',
	foundBy: ['chat'],
	variants: [downloadFile],
	ways: [
		{
			parameters: {
				source: 'mediaUrl',
				mediaUrl: 'https://cx.example.test/file-engine/api/downloadFileStream?filename=0_photo.png',
			},
		},
	],
	fates: {
		storedName: IDENTIFIER,
		source: SETTING,
		outputField: IDENTIFIER,
	},
	subtitles: [
		[{}, ''],
		[{ storedName: '48213_invoice.pdf' }, '48213_invoice.pdf'],
		[
			{
				source: 'mediaUrl',
				storedName: 'left-over.pdf',
				mediaUrl: 'https://cx.example.com/x?filename=1.pdf',
			},
			'https://cx.example.com/x?filename=1.pdf',
		],
	],
	tool: { model: ['storedName', 'mediaUrl'], flow: [] },
};

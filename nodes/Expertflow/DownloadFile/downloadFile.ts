import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HttpAnswer } from '../../engine/answer';
import { keepFile } from '../../engine/download';
import type { Failure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { readRequestOptions } from '../../engine/options';
import { VENDOR } from '../account';
import { refusal } from '../answers';
import { call, openInstallation } from '../api';
import { downloadPath, nameInMediaUrl, readStoredName } from '../files/mediaUrl';
import { defaults } from './properties';

/**
 * `GET /file-engine/api/downloadFileStream?filename=`: downloads one item's file, uncompressed so that its bytes can be counted.
 * https://docs.expertflow.com/cx/4.10/cim-media-messages
 *
 * @throws Failure when there is no such file, or it did not arrive whole
 */
export async function downloadFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const name = readName(fields);
	const outputField = fields.id('outputField');
	const wanted = { vendor: VENDOR, name, ...readFileDetails(fields) };
	const installation = await openInstallation(context, readRequestOptions(fields, defaults));
	const download = {
		component: 'fileEngine',
		method: 'GET',
		path: downloadPath(name),
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		read: 'stream',
		effect: 'reads',
	} as const;
	const { value } = await call(installation, download, async (answer) => {
		const failure = downloadRefusal(answer, name);
		if (failure) throw failure;
		return await keepFile(context, answer, wanted);
	});
	const { binary, size } = value;
	return {
		json: {
			name,
			fileName: binary.fileName,
			type: binary.mimeType,
			size,
			mediaUrl: installation.mediaUrl(name),
		},
		binary: { [outputField]: binary },
	};
}

function readName(fields: Fields): string {
	if (fields.choice('source') === 'storedFile') return readStoredName(fields);
	return nameInMediaUrl(fields.id('mediaUrl'), fields.label('mediaUrl'));
}

function downloadRefusal(answer: HttpAnswer<unknown>, name: string): Failure | undefined {
	return refusal(answer, {
		404: {
			message: `Expertflow has no file "${name}"`,
			remedy: 'Use the name that the upload gave, unchanged. The operator may have removed old files.',
		},
		500: {
			message: `The file engine of Expertflow could not give the file "${name}"`,
			remedy: 'Check the name: use the one that the upload gave, unchanged.',
			anew: 'Try again later.',
		},
	});
}

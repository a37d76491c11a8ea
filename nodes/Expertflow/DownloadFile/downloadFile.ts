import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { readRequestOptions } from '../../engine/options';
import { downloadFileStream, readInstallation } from '../api';
import { nameInMediaUrl, readStoredName } from '../mediaUrl';
import { keepFile } from './keepFile';
import { defaults } from './properties';

/** Downloads one item's file. @throws Failure when there is no such file, or it did not arrive whole */
export async function downloadFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const name = readName(fields);
	const outputField = fields.id('outputField');
	const wanted = { name, ...readFileDetails(fields) };
	const options = readRequestOptions(fields, defaults);
	const installation = await readInstallation(context, options);
	const { binary, size } = await downloadFileStream(
		context,
		installation,
		name,
		options,
		async (answer) => await keepFile(context, answer, wanted),
	);
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

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { openInstallation } from '../api';
import { readUploadPath } from '../fields';
import { uploadFromUrl } from '../files/fileEngine';
import { readSource, secretsOfSource } from '../files/source';
import { defaults } from './properties';

/** Lets the file engine fetch one item's file. @throws Failure when it was refused, or nobody can tell */
export async function uploadFileFromUrl(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const source = readSource(fields);
	const options = readRequestOptions(fields, defaults);
	const installation = await openInstallation(context, options, secretsOfSource(source));
	const path = readUploadPath(fields.collection('options'));
	const withAnswer = readRawAnswer(fields);
	const { value: stored, answer } = await uploadFromUrl(installation, { path, source });
	const json = { ...stored, mediaUrl: installation.mediaUrl(stored.name) };
	return { json: withAnswer(json, answer) };
}

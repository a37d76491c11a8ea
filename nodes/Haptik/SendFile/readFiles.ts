import type { IExecuteFunctions } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readFileName } from '../../engine/fileHeaders';
import { readUploadFile } from '../../engine/upload';
import { type CheckedFile, checkFile, type FileKind, type FileRules } from './checkFile';
import { MAX_FILE_SIZE } from './properties';

/** All files of an item, found and checked before the first is sent. @throws Failure when one is missing, or Haptik would not take it */
export async function readFiles(context: IExecuteFunctions, fields: Fields): Promise<CheckedFile[]> {
	const value = fields.raw('binaryField');
	const names = typeof value === 'string' ? namesOf(value) : [value];
	const fileName = chosenName(fields.collection('fileDetails'), names.length);
	const rules = fileRules(fields, fileName);
	const files: CheckedFile[] = [];
	for (const name of names) {
		const file = await readUploadFile(context, fields.itemIndex, name, rules.field, { fileName });
		files.push(checkFile(file, rules));
	}
	return files;
}

function namesOf(list: string): string[] {
	const names = list
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	return names.length === 0 ? [list] : names;
}

function chosenName(details: Fields, count: number): string | undefined {
	const fileName = readFileName(details, 'fileName');
	if (fileName === undefined || count === 1) return fileName;
	throw invalidField(
		details.label('fileName'),
		`gives one name to ${count} files`,
		'Leave it empty, or send each file with an item of its own.',
	);
}

function fileRules(fields: Fields, chosen: string | undefined): FileRules {
	return {
		field: fields.label('binaryField'),
		kind: fields.choice('messageType') as FileKind | 'auto',
		chosenIn: chosen && fields.collection('fileDetails').label('fileName'),
		maxMegabytes: fields.collection('options').optionalWhole('maxFileSize', { min: 1 }) ?? MAX_FILE_SIZE,
	};
}

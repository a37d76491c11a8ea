import type { IDataObject } from 'n8n-workflow';

import { webAddress } from '../../engine/address';
import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { given } from '../../engine/given';
import { readObject } from '../fields';

/** The body of upload from URL; note its own spellings. https://docs.expertflow.com/cx/4.10/send-a-media-message */
export interface Source {
	sourceUrl: string;
	channel: string;
	conversationId?: string;
	fileName?: string;
	mime_type?: string;
	oauth?: IDataObject;
	APIKey360?: string;
}

const FROM_N8N = 'For a file that n8n holds choose the file itself.';

/** Reads the fields of a file that the file engine is to fetch. @throws Failure when one cannot be sent */
export function readSource(fields: Fields): Source {
	const more = fields.collection('additionalFields');
	const { fileName, mimeType } = readFileDetails(fields);
	return given({
		sourceUrl: webAddress(fields.id('sourceUrl'), fields.label('sourceUrl'), FROM_N8N),
		channel: fields.id('channel'),
		conversationId: more.optionalId('conversationId'),
		fileName,
		mime_type: mimeType,
		oauth: readObject(more, 'oauth'),
		APIKey360: more.optionalId('apiKey360'),
	});
}

/** The values of a source that nothing may show. */
export function secretsOfSource({ oauth, APIKey360 }: Source): string[] {
	return [APIKey360 ?? '', ...Object.values(oauth ?? {}).filter((value) => typeof value === 'string')];
}

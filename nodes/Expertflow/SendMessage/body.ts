import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from 'lodash';

import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import type { Installation } from '../api';
import { readObject } from '../fields';
import { readStoredName } from '../files/mediaUrl';
import { readContacts } from './contacts';
import { readCustomBody } from './customBody';

type Body = IDataObject & { type: string };

/**
 * Reads what the customer says. https://docs.expertflow.com/cx/4.10/cim-message-body
 *
 * @returns makes the body as soon as it is known where files are reached
 * @throws Failure when a field cannot be sent
 */
export function readBody(fields: Fields): (installation: Pick<Installation, 'mediaUrl'>) => Body {
	const more = fields.collection('additionalFields');
	switch (fields.choice('messageType')) {
		case 'LOCATION':
			return always(location(fields, more));
		case 'CONTACT':
			return always({ type: 'CONTACT', ...beside(more), contacts: readContacts(fields) });
		case 'STICKER':
			return sticker(fields, more);
		case 'custom':
			return always(readCustomBody(fields));
		default:
			return always({ type: 'PLAIN', markdownText: fields.text('text') });
	}
}

const always = (body: Body) => () => body;

/** What every type but a plain text may have. */
function beside(more: Fields, details: IDataObject = {}): IDataObject {
	const additionalDetails = { ...details, ...readObject(more, 'additionalDetails') };
	return {
		markdownText: more.optionalText('textBeside') ?? null,
		additionalDetails: isEmpty(additionalDetails) ? null : additionalDetails,
	};
}

/** https://docs.expertflow.com/cx/4.10/cim-location-message */
function location(fields: Fields, more: Fields): Body {
	const details = given({
		name: more.optionalText('locationName'),
		address: more.optionalText('locationAddress'),
		url: more.optionalId('locationUrl'),
	});
	return {
		type: 'LOCATION',
		...beside(more, details),
		location: {
			latitude: fields.number('latitude', { min: -90, max: 90 }),
			longitude: fields.number('longitude', { min: -180, max: 180 }),
		},
	};
}

/** A sticker has no attachment: its address is in the body. https://docs.expertflow.com/cx/4.10/cim-media-messages */
function sticker(fields: Fields, more: Fields): (installation: Pick<Installation, 'mediaUrl'>) => Body {
	const name = readStoredName(fields);
	const stickerId = more.optionalId('stickerId') ?? null;
	const rest = beside(more);
	return ({ mediaUrl }) => ({ type: 'STICKER', mediaUrl: mediaUrl(name), stickerId, ...rest });
}

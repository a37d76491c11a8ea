import { z } from 'zod';

import { readParameters } from './envelope';
import { filled, type Operation } from './speaking';
import { tellChange } from './telling';

/** Samples hold texts and numbers. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAttachUserData */
const dataShape = z.object({ userData: z.record(z.string().or(z.number())) });

/** `AttachUserData` and `UpdateUserData`: the named keys are set, the others stay. https://enu.docs.genesys.com/Documentation/HTCC/latest/API/ChatUpdateUserData */
export const attachUserData: Operation = (chat, body, world) => {
	const { userData } = readParameters(body, dataShape, world);
	chat.userData = { ...chat.userData, ...userData };
	world.store.hold('userData', { chatId: chat.id, operationName: body.operationName, userData });
	tellChange(chat, 'PropertiesUpdated', world);
};

/** https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatDeleteUserData */
export const deleteUserData: Operation = (chat, body, world) => {
	const { keys } = readParameters(body, z.object({ keys: z.array(filled) }), world);
	for (const key of keys) delete chat.userData[key];
	world.store.hold('userData', { chatId: chat.id, operationName: body.operationName, keys });
	tellChange(chat, 'PropertiesUpdated', world);
};

/** A disposition is one more entry of the user data. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSetDisposition */
export const setDisposition: Operation = (chat, body, world) => {
	const shape = z.object({ disposition: filled, dispositionKey: z.string().optional() });
	const { disposition, dispositionKey } = readParameters(body, shape, world);
	chat.userData[dispositionKey ?? world.settings.dispositionKey] = disposition;
	world.store.hold('disposition', { chatId: chat.id, disposition, dispositionKey });
	tellChange(chat, 'PropertiesUpdated', world);
};

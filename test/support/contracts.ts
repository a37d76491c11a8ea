import type { VendorName } from '../../sandbox';
import type { ContractOf, NodeContract } from '../../testkit/contract';
import { callGearUploadChats, callGearUploadChatsByLogin } from '../nodes/CallGear/UploadChats/contract';
import {
	expertflowDownloadFile,
	expertflowSendMediaFromFile,
	expertflowSendMediaFromUrl,
	expertflowUploadFile,
	expertflowUploadFileFromUrl,
} from '../nodes/Expertflow/contracts';
import { genesysAttachExistingDocument, genesysAttachNewFile } from '../nodes/Genesys/AttachFile/contract';
import { genesysUploadFile } from '../nodes/Genesys/UploadFile/contract';
import { haptikSendFile } from '../nodes/Haptik/SendFile/contract';
import {
	superOfficeAddChatMessage,
	superOfficeAddChatMessageOnline,
} from '../nodes/SuperOffice/AddChatMessage/contract';

/** A node's contract, and which vendor has to run for it. */
export interface Entry {
	vendor: VendorName;
	contract: ContractOf<VendorName>;
}

function of<Name extends VendorName>(vendor: Name, contract: ContractOf<Name>): Entry {
	// Whoever starts the named vendor hands over that one
	return { vendor, contract: contract as unknown as ContractOf<VendorName> };
}

/** Every action node, or each of its ways where it has several. A new node joins here. */
export const contracts: Entry[] = [
	of('genesys', genesysUploadFile),
	of('genesys', genesysAttachNewFile),
	of('genesys', genesysAttachExistingDocument),
	of('callGear', callGearUploadChats),
	of('callGear', callGearUploadChatsByLogin),
	of('haptik', haptikSendFile),
	of('expertflow', expertflowUploadFile),
	of('expertflow', expertflowUploadFileFromUrl),
	of('expertflow', expertflowDownloadFile),
	of('expertflow', expertflowSendMediaFromFile),
	of('expertflow', expertflowSendMediaFromUrl),
	of('superOffice', superOfficeAddChatMessage),
	of('superOffice', superOfficeAddChatMessageOnline),
];

/** As the tables name it, e.g. `genesysAttachFile (new file)`. */
export function titleOf(entry: Entry): string {
	const { node, variant } = described(entry);
	return variant === undefined ? node : `${node} (${variant})`;
}

/** What a contract says without a running vendor. */
export function described({ contract }: Entry): NodeContract {
	return contract(() => {
		throw new Error('This needs a running vendor');
	});
}

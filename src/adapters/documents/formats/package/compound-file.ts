/** First bytes of a compound file (MS-CFB 2.2): Office before 2007, and whatever Office encrypts. */
export const COMPOUND_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

const WHAT_TO_DO = 'and import that file.';

/** What kind of compound file this is and what to do, in plain English. Told by the names of its streams. */
export function refusalOfCompoundFile(bytes: Uint8Array): string {
  const names = streamNames(bytes);
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) {
    return `The file is protected with a password. Open it, remove the password (File, Info, Protect), save it ${WHAT_TO_DO}`;
  }
  if (names.has('WordDocument')) {
    return `The file is a Word document of the old kind (.doc). Open it in Word, save it as .docx ${WHAT_TO_DO}`;
  }
  if (names.has('Workbook') || names.has('Book')) {
    return `The file is an Excel workbook of the old kind (.xls). Open it in Excel, save it as .xlsx ${WHAT_TO_DO}`;
  }
  if (names.has('PowerPoint Document')) {
    return `The file is a PowerPoint presentation. Save the plan's table in Word or Excel ${WHAT_TO_DO}`;
  }
  return `The file is of an old Office kind that cannot be read, or an Outlook message. Save the plan as .docx or .xlsx ${WHAT_TO_DO}`;
}

/**
 * Names of the directory's entries: 128 bytes each, the name in UTF-16 first and its length in bytes at 64 (MS-CFB
 * 2.6.1). Every sector is looked at for them, at most 8 MB of it, instead of following the file's own chains.
 */
function streamNames(bytes: Uint8Array): ReadonlySet<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8 * 1024 * 1024));
  const decoder = new TextDecoder('utf-16le');
  const names = new Set<string>();
  for (let at = 512; at + 128 <= view.byteLength; at += 128) {
    const length = view.getUint16(at + 64, true);
    const kind = view.getUint8(at + 66);
    if (length < 4 || length > 64 || length % 2 !== 0 || kind < 1 || kind > 5) continue;
    names.add(decoder.decode(bytes.subarray(at, at + length - 2)));
  }
  return names;
}

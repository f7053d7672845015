//! Field `:86:`, information to the account owner. SWIFT leaves its inside to the banks, which have agreed on two ways of structuring it:
//! subfields of two digits behind a separator (`166?00…?20…?32…`), and code words between slashes (`/EREF/…/REMI/…`). Anything else is a text.

use super::Details;

/// Adds what the field tells.
pub(super) fn read_into(text: &str, details: &mut Details) {
    let is_code = text.bytes().take(3).all(|byte| byte.is_ascii_digit());
    let separator = text.chars().nth(3).filter(|letter| matches!(letter, '?' | '~' | '<' | '>' | '^' | '|'));
    let is_numbered =
        |separator: char| text.split(separator).skip(1).all(|part| part.bytes().take(2).filter(u8::is_ascii_digit).count() == 2);
    match separator.filter(|separator| is_code && is_numbered(*separator)) {
        Some(separator) => numbered(&text.replace('\n', ""), separator, details),
        None if text.starts_with('/') => slashed(text, details),
        None => set(&mut details.remittance, &text.replace('\n', " ")),
    }
}

fn set(target: &mut String, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        text.clone_into(target);
    }
}

/// Subfields: 20 to 29 and 60 to 63 what for, 30 bank, 31 or 38 account, 32 and 33 name.
fn numbered(text: &str, separator: char, details: &mut Details) {
    let (mut remittance, mut name) = (String::new(), String::new());
    for part in text.split(separator).skip(1) {
        let Some((field, text)) = part.split_at_checked(2) else { continue };
        match field {
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62" | "63" => remittance.push_str(text),
            "30" => set(&mut details.bank, text),
            "31" | "38" => set(&mut details.account, text),
            "32" | "33" => name.push_str(text),
            _ => {}
        }
    }
    set(&mut details.name, &name);
    // Within the remittance: `EREF+…SVWZ+…`.
    let mut rest = remittance.as_str();
    let mut is_marked = false;
    while let Some((word, at)) = next_word(rest) {
        let behind = rest.get(at + word.len()..).unwrap_or_default();
        let length = next_word(behind).map_or(behind.len(), |(_, at)| at);
        let value = behind.get(..length).unwrap_or_default().trim();
        match word {
            "EREF+" if value != "NOTPROVIDED" => set(&mut details.end_to_end, value),
            "KREF+" => set(&mut details.reference, value),
            "SVWZ+" => {
                is_marked = true;
                set(&mut details.remittance, value);
            }
            _ => {}
        }
        rest = behind;
    }
    if !is_marked {
        set(&mut details.remittance, &remittance);
    }
}

fn next_word(text: &str) -> Option<(&'static str, usize)> {
    const WORDS: [&str; 12] = ["EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "COAM+", "OAMT+", "SVWZ+", "ABWA+", "ABWE+", "IBAN+", "BIC+"];
    WORDS.iter().filter_map(|word| Some((*word, text.find(word)?))).min_by_key(|(_, at)| *at)
}

/// Those that banks have agreed on; whatever else stands between slashes is part of a value.
const WORDS: [&str; 31] = [
    "TRTP", "EREF", "PREF", "KREF", "CREF", "MARF", "CSID", "REMI", "USTD", "STRD", "NAME", "IBAN", "BIC", "ADDR", "CNTP", "ORDP", "BENM",
    "ULTC", "ULTD", "ULTB", "UDTR", "UCRD", "PURP", "BUSP", "RTRN", "TRCD", "ISDT", "OCMT", "CHGS", "EXCH", "SVCL",
];

/// Code words between slashes; the value of one goes up to the next.
fn slashed(text: &str, details: &mut Details) {
    let text = text.replace('\n', "");
    let mut is_remitted = false;
    let mut words: Vec<(&str, Vec<&str>)> = Vec::new();
    for part in text.split('/').skip(1) {
        match words.last_mut() {
            _ if WORDS.contains(&part) => words.push((part, Vec::new())),
            Some((_, values)) => values.push(part),
            None => {}
        }
    }
    for (word, values) in words {
        let value = values.join("/");
        let value = value.trim_matches('/');
        match word {
            "EREF" if value != "NOTPROVIDED" => set(&mut details.end_to_end, value),
            "PREF" | "KREF" | "MARF" => set(&mut details.reference, value),
            "REMI" | "USTD" | "STRD" => {
                is_remitted |= !value.is_empty();
                set(&mut details.remittance, value.strip_prefix("USTD//").or_else(|| value.strip_prefix("STRD//")).unwrap_or(value));
            }
            "NAME" => set(&mut details.name, value),
            "IBAN" => set(&mut details.account, value),
            "BIC" => set(&mut details.bank, value),
            "RTRN" => set(&mut details.return_reason, value),
            // Account, bank, name, town.
            "CNTP" => {
                let mut values = values.into_iter();
                set(&mut details.account, values.next().unwrap_or_default());
                set(&mut details.bank, values.next().unwrap_or_default());
                set(&mut details.name, values.next().unwrap_or_default());
            }
            _ => {}
        }
    }
    if !is_remitted {
        set(&mut details.remittance, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let mut details = Details::default();
        read_into(text, &mut details);
        let Details { name, account, bank, remittance, end_to_end, .. } = details;
        [name, account, bank, remittance, end_to_end].join("|")
    }

    #[test]
    fn both_structures_are_read_and_a_text_stays_one() {
        assert_eq!(
            told(
                "166?00GUTSCHRIFT?20EREF+INV-7?21SVWZ+Rechnung INV-7 vom\n?22 05.01.?30DEUTDEFF?31DE89370400440532013000?32Nordsee Re\n?33ederei"
            ),
            "Nordsee Reederei|DE89370400440532013000|DEUTDEFF|Rechnung INV-7 vom 05.01.|INV-7"
        );
        assert_eq!(told("020~20oplata za FV 7~32Firma~38PL61"), "Firma|PL61||oplata za FV 7|");
        assert_eq!(
            told("/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Zee BV/REMI/INV-7/8/EREF/E-1"),
            "Zee BV|NL91ABNA0417164300|ABNANL2A|INV-7/8|E-1"
        );
        assert_eq!(
            told("/EREF/E-1//CNTP/NL32INGB0000012345/INGBNL2A/ING BANK/AMSTERDAM///REMI/USTD//INV-7/"),
            "ING BANK|NL32INGB0000012345|INGBNL2A|INV-7|E-1"
        );
        assert_eq!(told("PAYMENT\nINV-7 WHAT?20 ELSE"), "|||PAYMENT INV-7 WHAT?20 ELSE|");
        assert_eq!(told("货款 INV-7"), "|||货款 INV-7|");
    }
}

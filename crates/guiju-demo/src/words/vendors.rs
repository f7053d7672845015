//! The carriers, truckers and customs brokers that the demo company pays.

/// What a vendor does for a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VendorTrade {
    /// Carries the goods by sea, air or rail.
    Carrier,
    /// Trucks containers to the port.
    Trucker,
    /// Declares the goods at the customs.
    Broker,
}

const CARRIERS: [&str; 12] = ["泓洋", "沧衡", "屿联", "瀚桥", "溟川", "汐岸", "鲲屿", "琅琊湾", "云翎", "穹际", "霄程", "轨陆"];
const CARRIER_KINDS: [&str; 12] =
    ["航运", "航运", "航运", "海运", "海运", "航运", "班轮", "航运", "航空货运", "航空货运", "空运", "国际铁路联运"];
const TRUCKERS: [&str; 14] =
    ["捷衡", "轸途", "骋原", "驿川", "辚远", "陆桐", "毂达", "辙信", "途朗", "骐岳", "辇顺", "驭安", "轩程", "輶路"];
const BROKERS: [&str; 10] = ["埠信", "关衡", "诚桅", "舶清", "税衡", "港晓", "单达", "捷埠", "报捷", "桅明"];

/// How many vendors there are.
pub(crate) const VENDOR_COUNT: u16 = 36;

/// The trade of the vendor with a number: carriers first, then truckers, then brokers.
pub(crate) fn vendor_trade(number: u16) -> VendorTrade {
    match number {
        0..=11 => VendorTrade::Carrier,
        12..=25 => VendorTrade::Trucker,
        _ => VendorTrade::Broker,
    }
}

/// The name of the vendor with a number.
pub(crate) fn vendor_name(number: u16) -> String {
    let at = |words: &[&'static str], from: u16| words.get(usize::from(number.saturating_sub(from))).copied().unwrap_or("通用");
    match vendor_trade(number) {
        VendorTrade::Carrier => format!("{}{}有限公司", at(&CARRIERS, 0), at(&CARRIER_KINDS, 0)),
        VendorTrade::Trucker => format!("{}集装箱运输有限公司", at(&TRUCKERS, 12)),
        VendorTrade::Broker => format!("{}报关有限公司", at(&BROKERS, 26)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_vendor_has_a_name_of_its_own() {
        let names: BTreeSet<String> = (0..VENDOR_COUNT).map(vendor_name).collect();
        assert_eq!(names.len(), usize::from(VENDOR_COUNT));
        assert!(names.iter().all(|name| !name.starts_with("通用")));
    }
}

//! What Rust's standard library wraps around other types.

use std::{borrow::Cow, net::IpAddr, rc::Rc, sync::Arc, time::SystemTime};

use crate::model::{PgType, TypeDef};

impl<T: PgType> PgType for Option<T> {
    const TYPE: TypeDef = T::TYPE;
    const NULLABLE: bool = {
        assert!(!T::NULLABLE, "a column has one kind of null: `Option` within `Option` has two");
        true
    };
    const ALSO: &'static [&'static str] = T::ALSO;
}

impl<T: PgType> PgType for Vec<T> {
    const TYPE: TypeDef = TypeDef::Array(&T::TYPE);
    const ALSO: &'static [&'static str] = T::ALSO;
}

impl<T: PgType> PgType for [T] {
    const TYPE: TypeDef = TypeDef::Array(&T::TYPE);
    const ALSO: &'static [&'static str] = T::ALSO;
}

impl<T: PgType, const N: usize> PgType for [T; N] {
    const TYPE: TypeDef = TypeDef::Array(&T::TYPE);
    const ALSO: &'static [&'static str] = T::ALSO;
}

impl PgType for Vec<u8> {
    const TYPE: TypeDef = TypeDef::Sql("bytea");
}

impl PgType for [u8] {
    const TYPE: TypeDef = TypeDef::Sql("bytea");
}

impl<const N: usize> PgType for [u8; N] {
    const TYPE: TypeDef = TypeDef::Sql("bytea");
}

impl PgType for IpAddr {
    const TYPE: TypeDef = TypeDef::Sql("inet");
    const ALSO: &'static [&'static str] = &["cidr"];
}

impl PgType for SystemTime {
    const TYPE: TypeDef = TypeDef::Sql("timestamp with time zone");
    const ALSO: &'static [&'static str] = &["timestamp without time zone"];
}

/// What only points to a value has the value's type.
macro_rules! like_its_content {
    ($($pointer:ty),*) => {$(
        impl<T: PgType + ?Sized> PgType for $pointer {
            const TYPE: TypeDef = T::TYPE;
            const NULLABLE: bool = T::NULLABLE;
            const ALSO: &'static [&'static str] = T::ALSO;
        }
    )*};
}

like_its_content!(Box<T>, Rc<T>, Arc<T>, &T);

impl<T: PgType + ToOwned + ?Sized> PgType for Cow<'_, T> {
    const TYPE: TypeDef = T::TYPE;
    const NULLABLE: bool = T::NULLABLE;
    const ALSO: &'static [&'static str] = T::ALSO;
}
